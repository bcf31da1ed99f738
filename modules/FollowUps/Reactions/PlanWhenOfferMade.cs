using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>A partner was offered the referral.</summary>
internal sealed class PlanWhenOfferMade(PlanFollowUps plan) : IReaction<OfferMade>
{
    public Task ReactAsync(OfferMade happened, Change change, CancellationToken cancellationToken)
    {
        plan.Plan(change, happened.Summary, happened.Facts, Trigger.OfferMade, happened.OfferNumber);
        return Task.CompletedTask;
    }
}
