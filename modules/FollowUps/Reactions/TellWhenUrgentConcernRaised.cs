using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Tells the area's team at once that a person may be in danger, whatever the plan says.</summary>
internal sealed class TellWhenUrgentConcernRaised(PlanFollowUps plan) : IReaction<UrgentConcernRaised>
{
    public Task ReactAsync(UrgentConcernRaised happened, Change change, CancellationToken cancellationToken)
    {
        plan.RaiseConcern(change, happened.Summary);
        return Task.CompletedTask;
    }
}
