using Microsoft.AspNetCore.Mvc;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>How would you like us to send you messages? Asked where there is a choice.</summary>
internal sealed class AskBestWayModel : ReferPage
{
    [BindProperty]
    public string? Way { get; set; }

    public IEnumerable<Choice> Ways =>
        ReferralFlow.WaysOf(Flow.State).Select(StoredKeys<Channel>.Of).Select(way => new Choice { Value = way, Text = T[$"choices.channel-{way}"] });

    protected override string Key => "best-way";

    protected override void Show(DraftAnswers answers) => Way = answers.Given.Person.Contact.Preferred is { } way ? StoredKeys<Channel>.Of(way) : null;

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var ways = ReferralFlow.WaysOf(Flow.State).Select(StoredKeys<Channel>.Of);
        if (ReadChoice(nameof(Way), Way, ways, Say("best-way-missing")) is not { } way) return null;
        var preferred = StoredKeys<Channel>.Read(way);
        // Whoever wants texts is sent texts.
        return answers => answers.GiveContact(contact => contact with
        {
            Preferred = preferred,
            Stopped = [.. contact.Stopped.Where(stopped => stopped != preferred)],
            Never = [.. contact.Never.Where(code => !NeverWords.Channels([code]).Contains(preferred))],
        });
    }
}
