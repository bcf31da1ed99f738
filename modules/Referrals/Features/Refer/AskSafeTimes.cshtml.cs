using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Referrals;

/// <summary>When is it safe to reach you? In the person's own words, or left out.</summary>
internal sealed class AskSafeTimesModel : ReferPage
{
    [BindProperty]
    public string? Times { get; set; }

    protected override string Key => "safe-times";

    protected override void Show(DraftAnswers answers) => Times = answers.Given.Person.Contact.SafeTimes;

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var times = ReadText(nameof(Times), Times, TextKind.Words, 500);
        return answers => answers.GiveContact(contact => contact with { SafeTimes = times });
    }
}
