using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>The area's decision about the answers so far. It is not stored: the decision that counts is made when the form is sent.</summary>
internal sealed record AreaAnswer(FoundPlace Place, ReferralFacts Facts, EligibilityDecision Decision)
{
    public Area? Area => Place.Area;

    /// <summary>The area that serves the home or the GP practice, whichever page was used.</summary>
    public Area? Serving { get; init; }

    /// <summary>Whether the area is known and closed to this referral source. Without an area, the national desk decides.</summary>
    public bool ReferralSourceIsClosed => Area?.IsOpen(Facts.ReferralSource) == false;

    /// <summary>Whether two answers say the same to the person who reads them.</summary>
    public bool SaysTheSameAs(AreaAnswer other) =>
        Place.AreaCode == other.Place.AreaCode && Decision.Outcome == other.Decision.Outcome
        && Decision.Reasons.Select(reason => reason.Code).SequenceEqual(other.Decision.Reasons.Select(reason => reason.Code));
}
