using Microsoft.AspNetCore.Mvc;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Do you want to tell us about your employer? All of it may be left out; that we contact them is asked by itself, as a consent.</summary>
internal sealed class AskEmployerModel : ReferPage
{
    [BindProperty]
    public string? Employer { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    protected override string Key => "employer";

    protected override void Show(DraftAnswers answers)
    {
        var employer = answers.Given.Employer;
        (Employer, Contact, Email, Phone) = (employer?.Name, employer?.ContactName, employer?.Email, employer?.Phone);
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var saysMore = new[] { Contact, Email, Phone }.Any(text => !string.IsNullOrWhiteSpace(text));
        var name = ReadText(nameof(Employer), Employer, TextKind.Line, 200, saysMore ? Say("employer-name-missing") : null);
        var contact = ReadText(nameof(Contact), Contact, TextKind.Line, 200);
        var email = ReadEmail(nameof(Email), Email, missing: null);
        var phone = ReadPhone(nameof(Phone), Phone, missing: null);
        var employer = name is null ? null : new EmployerInput { Name = name, ContactName = contact, Email = email, Phone = phone };
        return answers => answers.Give(given => given with { Employer = employer });
    }
}
