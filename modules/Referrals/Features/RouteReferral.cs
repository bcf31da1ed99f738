using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;

namespace WorkWell.Referrals;

/// <summary>Where a referral goes next.</summary>
internal sealed record Routed(NextStep Next, PartnerService? First, IReadOnlyList<StoredRank> Ranked, IReadOnlyList<Reason> Gaps)
{
    public static Routed ToAreaTeam { get; } = new(NextStep.AreaTeam, null, [], []);

    public bool IsGap => Gaps.Count > 0;
}

/// <summary>Asks the area which partner, trial or programme to offer, given the current services.</summary>
internal sealed class RouteReferral(IPartnerDirectory partners)
{
    private const int MaxKept = 10;

    /// <summary>
    /// The first step after the decision. Only an eligible referral is offered to anyone, and to partners or a trial only if the person has not said no to
    /// that.
    /// </summary>
    public async ValueTask<Routed> FirstAsync(
        Area? area, EligibilityOutcome outcome, ReferralFacts facts, IReadOnlyDictionary<string, bool> consents, CancellationToken cancellationToken)
    {
        if (area is null || outcome != EligibilityOutcome.Eligible) return Routed.ToAreaTeam;
        var routed = await AgainAsync(area, facts, [], cancellationToken);
        var asksFirst = routed.Next switch { NextStep.OfferToPartner => "share-with-partners", NextStep.OfferTrial => "trial", _ => null };
        return asksFirst is not null && consents.TryGetValue(asksFirst, out var agreed) && !agreed ? Routed.ToAreaTeam : routed;
    }

    /// <summary>The next service, leaving out those that have said no.</summary>
    public async ValueTask<Routed> AgainAsync(Area area, ReferralFacts facts, IReadOnlyList<string> declined, CancellationToken cancellationToken)
    {
        var services = await partners.ServicesAsync(area.Code, cancellationToken);
        var left = declined.Count == 0 ? services : [.. services.Where(service => !declined.Contains(service.Code))];
        var routing = area.Routing.Route(facts, left);
        var byCode = left.ToDictionary(service => service.Code);
        var ranked = routing.Ranked.Where(rank => byCode.ContainsKey(rank.Service)).Take(MaxKept)
            .Select(rank => new StoredRank(rank.Service, byCode[rank.Service].Organisation, rank.Score, StoredReason.From(rank.Reasons))).ToArray();
        if (routing.Next != NextStep.OfferToPartner) return new(routing.Next, null, ranked, routing.GapReasons);
        if (ranked.Length == 0) return new(NextStep.AreaTeam, null, [], routing.GapReasons.Count > 0 ? routing.GapReasons : [new("nobody-fits")]);
        return new(routing.Next, byCode[ranked[0].Service], ranked, []);
    }
}
