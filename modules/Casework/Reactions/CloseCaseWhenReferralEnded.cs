using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>The person withdrew, or the referral was closed: so is its case.</summary>
internal sealed class CloseCaseWhenReferralEnded : IReaction<ReferralEnded>
{
    public Task ReactAsync(ReferralEnded happened, Change change, CancellationToken cancellationToken)
    {
        change.Write(
            """
            with ended as (
              update casework.coaching_case
              set state = 'closed', state_since = $3, state_by = $4, state_reason = 'referral-ended', state_note = null, version = version + 1
              where area = $1 and referral_id = $2 and state <> 'closed'
              returning area, id)
            insert into casework.timeline_entry (area, id, case_id, kind, outcome, held_at, held_by, entered_at, entered_by)
            select area, $5, id, 'closed', 'referral-ended', $3, $4, $3, $4 from ended
            """,
            happened.Area, happened.ReferralId, change.At, change.Actor.Name, Guid.CreateVersion7(change.At));
        return Task.CompletedTask;
    }
}
