using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>The area is known, and takes nothing through this door. Said as soon as that is known, with the doors that are open.</summary>
internal sealed class DoorClosedModel : ReferPage
{
    public ClosedDoor Closed => new(Flow.State.Area!, Door);

    protected override string Key => ReferralFlow.DoorClosed;

    protected override void Show(DraftAnswers answers)
    {
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read() => null;
}

/// <summary>A door that an area keeps closed, and how it is told.</summary>
/// <param name="Area">The area.</param>
/// <param name="Door">The door somebody came to.</param>
internal sealed record ClosedDoor(Area Area, Door Door)
{
    /// <summary>The heading.</summary>
    public Text Heading(ITexts texts) => Say(texts, "door-closed", ("service", Area.Settings.ServiceName));

    /// <summary>An entry of the form's words, as it reads at this door.</summary>
    public Text Say(ITexts texts, string entry, params ReadOnlySpan<(string Name, object Value)> values) => texts[FormWords.Key(texts, entry, Door), values];

    /// <summary>The words for a way that is open.</summary>
    public Text SayOpen(ITexts texts, Door open) => Say(texts, $"door-open-{DoorKeys.Of(open)}");

    /// <summary>Where a way that is open begins. Nobody who refers themselves can go through another's door.</summary>
    public string? LinkTo(Door open) => Door == Door.Self ? null : $"/refer/{DoorKeys.Of(open)}?area={Area.Code}";
}
