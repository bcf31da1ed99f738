using WorkWell.Communications.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>The person withdrew or the referral was closed: nothing more is done, asked or sent.</summary>
internal sealed class CancelWhenReferralEnded(IMessages messages, DueTime due) : IReaction<ReferralEnded>
{
    public Task ReactAsync(ReferralEnded happened, Change change, CancellationToken stop)
    {
        // Follow-ups first: a host that is just doing one holds its row, so the cancelling of messages below sees whatever that host has queued.
        FollowUpRows.Cancel(change, happened.Area, happened.ReferralId, happened.Reason, due);
        TaskRows.CloseFor(change, happened.Area, happened.ReferralId, due);
        messages.CancelFor(change, happened.ReferralId, happened.Reason);
        return Task.CompletedTask;
    }
}
