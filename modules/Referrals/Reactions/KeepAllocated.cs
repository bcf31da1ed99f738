using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>Notes an allocation on its referral, which is then the one to keep where staff settle that two are of one human being.</summary>
internal sealed class KeepAllocated : IReaction<Allocated>
{
    public Task ReactAsync(Allocated happened, Change change, CancellationToken cancellationToken)
    {
        ReferralStore.NoteAllocation(change, happened.ReferralId);
        return Task.CompletedTask;
    }
}
