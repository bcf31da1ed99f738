using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Support began.</summary>
internal sealed class PlanWhenSupportStarted(PlanFollowUps plan) : IReaction<SupportStarted>
{
    public Task ReactAsync(SupportStarted happened, Change change, CancellationToken stop)
    {
        plan.Plan(change, happened.Card, happened.Facts, Anchor.SupportStarted, 1);
        return Task.CompletedTask;
    }
}
