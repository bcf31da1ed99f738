using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>A referral arrived.</summary>
internal sealed class PlanWhenReferralReceived(PlanFollowUps plan) : IReaction<ReferralReceived>
{
    public Task ReactAsync(ReferralReceived happened, Change change, CancellationToken cancellationToken)
    {
        plan.Plan(change, happened.Summary, happened.Facts, Trigger.ReferralReceived, 1);
        return Task.CompletedTask;
    }
}
