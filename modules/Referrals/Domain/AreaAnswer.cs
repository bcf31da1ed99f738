using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>What an area says to the answers so far. Nothing is kept of it: the decision that counts is made when the form is sent.</summary>
internal sealed record AreaAnswer(FoundPlace Place, ReferralFacts Facts, EligibilityDecision Decision)
{
    public Area? Area => Place.Area;

    /// <summary>Whether the area is known and takes nothing through this door. Where no area is known, somebody looks.</summary>
    public bool ReferralSourceIsClosed => Area?.IsOpen(Facts.ReferralSource) == false;

    /// <summary>Whether two answers say the same to the person who reads them.</summary>
    public bool SaysTheSameAs(AreaAnswer other) =>
        Place.AreaCode == other.Place.AreaCode && Decision.Outcome == other.Decision.Outcome
        && Decision.Reasons.Select(reason => reason.Code).SequenceEqual(other.Decision.Reasons.Select(reason => reason.Code));
}
