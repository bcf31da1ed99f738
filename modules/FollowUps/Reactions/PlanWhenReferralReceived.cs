using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>A referral arrived.</summary>
internal sealed class PlanWhenReferralReceived(PlanFollowUps plan) : IReaction<ReferralReceived>
{
    public Task ReactAsync(ReferralReceived happened, Change change, CancellationToken stop)
    {
        plan.Plan(change, happened.Card, happened.Facts, Anchor.ReferralReceived, 1);
        return Task.CompletedTask;
    }
}
