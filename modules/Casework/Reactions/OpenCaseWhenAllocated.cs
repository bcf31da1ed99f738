using WorkWell.Areas.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>A trial allocated a person: in an arm that gets coaching their case opens, in any other it never does.</summary>
internal sealed class OpenCaseWhenAllocated(OpenCase open, IAreaCatalogue catalogue) : IReaction<Allocated>
{
    public Task ReactAsync(Allocated happened, Change change, CancellationToken cancellationToken)
    {
        var arm = catalogue.Ready.GetValueOrDefault(happened.Area)?.Trial?.Arms.FirstOrDefault(one => one.Code == happened.Arm);
        if (arm is { GetsCoaching: true }) open.For(change, happened.Summary, happened.Facts);
        else
            change.Write(
                "insert into casework.without_coaching (area, referral_id, noted_at) values ($1, $2, $3) on conflict do nothing",
                happened.Area, happened.ReferralId, change.At);
        return Task.CompletedTask;
    }
}
