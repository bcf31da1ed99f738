using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>The area is known, and takes nothing through this door. Said as soon as that is known, with the doors that are open.</summary>
internal sealed class ReferralSourceClosedModel : ReferPage
{
    public ClosedReferralSource Closed => new(Flow.State.Area!, ReferralSource);

    protected override string Key => ReferralFlow.ReferralSourceClosed;

    protected override void Show(DraftAnswers answers)
    {
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read() => null;
}

/// <summary>A door that an area keeps closed, and how it is told.</summary>
/// <param name="Area">The area.</param>
/// <param name="ReferralSource">The door somebody came to.</param>
internal sealed record ClosedReferralSource(Area Area, ReferralSource ReferralSource)
{
    /// <summary>The heading.</summary>
    public Text Heading(ITexts texts) => Say(texts, "door-closed", ("service", Area.Settings.ServiceName));

    /// <summary>An entry of the form's words, as it reads at this door.</summary>
    public Text Say(ITexts texts, string entry, params ReadOnlySpan<(string Name, object Value)> values) =>
        texts[FormWords.Key(texts, entry, ReferralSource), values];

    /// <summary>The words for a way that is open.</summary>
    public Text SayOpen(ITexts texts, ReferralSource open) => Say(texts, $"door-open-{ReferralSourceKeys.Of(open)}");

    /// <summary>Where a way that is open begins. Nobody who refers themselves can go through another's door.</summary>
    public string? LinkTo(ReferralSource open) => ReferralSource == ReferralSource.Self ? null : $"/refer/{ReferralSourceKeys.Of(open)}?area={Area.Code}";
}
