using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// Compares a new home with the one that a referral was decided by. The decision itself never changes: staff decide again, knowing what would change.
/// </summary>
internal sealed class NoticeNewHome(IPlaces places, IAreaCatalogue catalogue)
{
    /// <summary>Compares.</summary>
    /// <returns>What would change; null where nothing would, or where the referral has ended.</returns>
    public HomeMoved? Moved(Referral referral, string? postcode)
    {
        if (string.IsNullOrWhiteSpace(postcode) || referral.EndedAt is not null) return null;
        var facts = referral.Facts with { Home = places.FindPostcode(postcode).Home };
        if (facts.Home == referral.Facts.Home) return null;

        var (before, now) = (ServingArea(referral.Facts), ServingArea(facts));
        var here = catalogue.Ready.GetValueOrDefault(referral.Area);
        var decision = Decide(here, facts);
        if (before?.Code == now?.Code && decision?.Outcome == Decide(here, referral.Facts)?.Outcome) return null;
        return new(referral.Id, referral.Area, referral.Summary(), now?.Code, decision, now?.Code == referral.Area ? null : Decide(now, facts));
    }

    private Area? ServingArea(ReferralFacts facts) => catalogue.Serving(facts.Home, facts.Practice);

    // By today's rules for both homes: a change of the rules since is no change of home.
    private static EligibilityDecision? Decide(Area? area, ReferralFacts facts) => area?.Eligibility.Decide(facts, DecisionTrace.None);
}
