using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.BirminghamSolihull;

/// <summary>The partner that serves the person's network. The central team takes on whoever that partner has no room for.</summary>
internal sealed class RoutingByNetwork(AreaSettings settings) : IRouting
{
    private readonly NationalRouting national = new(settings);
    private readonly Footprint footprint = new(settings);

    public RoutingDecision Route(ReferralFacts facts, IReadOnlyList<PartnerService> services) => national.Route(footprint.WithNeighbourhood(facts), services);
}
