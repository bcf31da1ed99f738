using Microsoft.AspNetCore.Mvc;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Who are you? Asked of referrers; only the name is required.</summary>
internal sealed class AskReferrerModel : ReferPage
{
    [BindProperty]
    public string? FullName { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    protected override string Key => ReferralFlow.Referrer;

    protected override void Show(DraftAnswers answers)
    {
        var referrer = answers.Given.Referrer;
        (FullName, Organisation, Role, Email, Phone) = (referrer?.Name, referrer?.Organisation, referrer?.Role, referrer?.Email, referrer?.Phone);
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var name = ReadText(nameof(FullName), FullName, TextKind.Name, 100, Say("referrer-name-missing"));
        var organisation = ReadText(nameof(Organisation), Organisation, TextKind.Line, 200);
        var role = ReadText(nameof(Role), Role, TextKind.Line, 100);
        var email = ReadEmail(nameof(Email), Email, missing: null);
        var phone = ReadPhone(nameof(Phone), Phone, missing: null);
        return answers => answers.GiveReferrer(
            referrer => referrer with { Name = name, Organisation = organisation, Role = role, Email = email, Phone = phone });
    }
}
