using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Support began.</summary>
internal sealed class PlanWhenSupportStarted(PlanFollowUps plan) : IReaction<SupportStarted>
{
    public Task ReactAsync(SupportStarted happened, Change change, CancellationToken cancellationToken)
    {
        plan.Plan(change, happened.Summary, happened.Facts, Trigger.SupportStarted, 1);
        return Task.CompletedTask;
    }
}
