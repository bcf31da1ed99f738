using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>A partner or the area's team accepted a referral: its case opens and waits for a coach.</summary>
internal sealed class OpenCaseWhenSupportStarted(OpenCase open) : IReaction<SupportStarted>
{
    public Task ReactAsync(SupportStarted happened, Change change, CancellationToken cancellationToken)
    {
        open.For(change, happened.Summary, happened.Facts);
        return Task.CompletedTask;
    }
}
