using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>A partner was offered the referral.</summary>
internal sealed class PlanWhenOfferMade(PlanFollowUps plan) : IReaction<OfferMade>
{
    public Task ReactAsync(OfferMade happened, Change change, CancellationToken stop)
    {
        plan.Plan(change, happened.Card, happened.Facts, Anchor.OfferMade, happened.Occasion);
        return Task.CompletedTask;
    }
}
