using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Opens a task to look who sent a referral that came without proof. Nothing is sent before that.</summary>
internal sealed class AskWhoReferred(DueTime due) : IReaction<ReferrerNotProven>, IReaction<ReferrerLookedAt>
{
    private const string Code = "unproven-referrer";

    public Task ReactAsync(ReferrerNotProven happened, Change change, CancellationToken cancellationToken)
    {
        var says = $"{happened.Reference} came through the door for {StoredKeys<Areas.Sdk.ReferralSource>.Of(happened.ReferralSource)} without a service " +
            "key. Ring the organisation on a number you know, not on one from the referral, and ask whether they sent it. Then say so. " +
            "Nothing goes out until then.";
        TaskRows.Open(change, [new(happened.Area, Key(happened.ReferralId), happened.ReferralId, Code, says, null)], due);
        return Task.CompletedTask;
    }

    public Task ReactAsync(ReferrerLookedAt happened, Change change, CancellationToken cancellationToken)
    {
        TaskRows.Close(change, happened.Area, Key(happened.ReferralId), due);
        return Task.CompletedTask;
    }

    private static string Key(Guid referral) => $"{Code}/{referral:D}";
}
