using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>The area is closed to this referral source. Shown as soon as the area is known, with the open sources.</summary>
internal sealed class ReferralSourceClosedModel : ReferPage
{
    public ClosedReferralSource Closed => new(Flow.State.Area!, ReferralSource);

    protected override string Key => ReferralFlow.ReferralSourceClosed;

    protected override void Show(DraftAnswers answers)
    {
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read() => null;
}

/// <summary>A closed referral source and its texts.</summary>
/// <param name="Area">The area.</param>
/// <param name="ReferralSource">The referral source in use.</param>
internal sealed record ClosedReferralSource(Area Area, ReferralSource ReferralSource)
{
    /// <summary>The heading.</summary>
    public Text Heading(ITexts texts) => Say(texts, "door-closed", ("service", Area.Settings.ServiceName));

    /// <summary>An entry of the form's texts for this source.</summary>
    public Text Say(ITexts texts, string entry, params ReadOnlySpan<(string Name, object Value)> values) =>
        texts[FormWords.Key(texts, entry, ReferralSource), values];

    /// <summary>The words for a way that is open.</summary>
    public Text SayOpen(ITexts texts, ReferralSource open) => Say(texts, $"door-open-{ReferralSourceKeys.Of(open)}");

    /// <summary>Where an open source's form begins. A person cannot use a referrer's form for themselves.</summary>
    public string? LinkTo(ReferralSource open) => ReferralSource == ReferralSource.Self ? null : $"/refer/{ReferralSourceKeys.Of(open)}?area={Area.Code}";
}
