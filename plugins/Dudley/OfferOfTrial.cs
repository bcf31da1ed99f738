using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Dudley;

/// <summary>Information, consent and baseline come first. Nobody may be matched with support before the computer has allocated them.</summary>
internal sealed class OfferOfTrial : IRouting
{
    public RoutingDecision Route(ReferralFacts facts, IReadOnlyList<PartnerService> services) => new(NextStep.OfferTrial, []);
}
