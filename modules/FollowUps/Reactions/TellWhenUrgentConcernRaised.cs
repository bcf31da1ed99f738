using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Somebody may be in danger: the area's team is told at once, whatever the plan says.</summary>
internal sealed class TellWhenUrgentConcernRaised(PlanFollowUps plan) : IReaction<UrgentConcernRaised>
{
    public Task ReactAsync(UrgentConcernRaised happened, Change change, CancellationToken cancellationToken)
    {
        plan.RaiseConcern(change, happened.Summary);
        return Task.CompletedTask;
    }
}
