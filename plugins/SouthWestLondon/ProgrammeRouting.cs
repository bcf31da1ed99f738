using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.SouthWestLondon;

/// <summary>Ranks what the programme offers by what the person is looking for. Somebody who is not sure sees everything.</summary>
internal sealed class ProgrammeRouting(AreaSettings settings) : IRouting
{
    private readonly NationalRouting national = new(settings);
    private readonly HashSet<string> offers = [.. AreaLists.Offers(settings).Select(offer => offer.Code)];

    public RoutingDecision Route(ReferralFacts facts, IReadOnlyList<PartnerService> services)
    {
        var wanted = facts.LookingFor is { } code && offers.Contains(code) ? code : null;
        var fitting = services.Where(service => wanted is null ? service.Offers.Any(offers.Contains) : service.Offers.Contains(wanted));
        var (ranked, gaps) = national.Rank(facts, fitting);
        if (ranked.Count == 0) return new(NextStep.OfferProgramme, []) { GapReasons = gaps.Count > 0 ? gaps : [new("nobody-offers-this")] };
        return new(NextStep.OfferProgramme, wanted is null ? ranked : [.. ranked.Select(OffersWhatIsLookedFor)]);
    }

    private static RankedService OffersWhatIsLookedFor(RankedService service) =>
        service with { Reasons = [new("offers-what-is-looked-for"), .. service.Reasons] };
}
