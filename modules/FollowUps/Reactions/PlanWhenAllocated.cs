using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>The person was allocated to an arm of a trial.</summary>
internal sealed class PlanWhenAllocated(PlanFollowUps plan) : IReaction<Allocated>
{
    public Task ReactAsync(Allocated happened, Change change, CancellationToken cancellationToken)
    {
        plan.Plan(change, happened.Summary, happened.Facts, Trigger.Allocated, 1, happened.Arm);
        return Task.CompletedTask;
    }
}
