using Microsoft.AspNetCore.Mvc;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>When is it safe to reach you, in the person's own words, and what must we never do? Both may be left out.</summary>
internal sealed class AskSafeTimesModel : ReferPage
{
    [BindProperty]
    public string? Times { get; set; }

    [BindProperty]
    public string[] Never { get; set; } = [];

    public IEnumerable<Choice> Ways => NeverWords.All.Select(code => new Choice { Value = code, Text = T[$"refer.never-{code}"] });

    protected override string Key => "safe-times";

    protected override void Show(DraftAnswers answers) =>
        (Times, Never) = (answers.Given.Person.Contact.SafeTimes, [.. answers.Given.Person.Contact.Never]);

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var times = ReadText(nameof(Times), Times, TextKind.Words, 500);
        var never = ReadChoices(nameof(Never), Never, NeverWords.All);
        if (!HasErrors && !LeavesOne(Given.Person, never)) AddError(nameof(Never), Say("never-all"));
        if (HasErrors) return null;
        return answers => answers.GiveContact(contact => contact with
        {
            SafeTimes = times,
            Never = never,
            Preferred = contact.Preferred is { } wish && NeverWords.Channels(never).Contains(wish) ? null : contact.Preferred,
        });
    }

    private static bool LeavesOne(PersonInput person, IReadOnlyList<string> never) =>
        UsableContact.HasWay(person with
        {
            Contact = person.Contact with { Never = never, Stopped = [.. person.Contact.Stopped.Union(NeverWords.Channels(never))] },
        });
}
