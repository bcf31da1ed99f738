using WorkWell.Communications.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Cancels everything when the person withdrew or the referral was closed.</summary>
internal sealed class CancelWhenReferralEnded(PlanFollowUps plan, IMessages messages, IReferrals referrals, DueTime due) : IReaction<ReferralEnded>
{
    private const string Withdrawn = "withdrawn";
    private const string Confirmation = "withdrawn-confirmation";

    public async Task ReactAsync(ReferralEnded happened, Change change, CancellationToken cancellationToken)
    {
        // Follow-ups first: a host that is processing one has locked its row, so the messages it queued are visible below.
        FollowUpRows.Cancel(change, happened.Area, happened.ReferralId, happened.Reason, due);
        TaskRows.CloseFor(change, happened.Area, happened.ReferralId, due);
        messages.CancelFor(change, happened.ReferralId, happened.Reason);
        plan.Of(change).End(happened.ReferralId, happened.Reason);
        if (happened.Reason == Withdrawn) await ConfirmAsync(happened, change, cancellationToken);
    }

    // The only message after the end: the person asked for it, and it says that there will be no other.
    private async Task ConfirmAsync(ReferralEnded happened, Change change, CancellationToken cancellationToken)
    {
        var summaries = await referrals.SummariesAsync(change.Actor, [happened.ReferralId], cancellationToken);
        if (!summaries.TryGetValue(happened.ReferralId, out var summary)) return;
        messages.Queue(change, new MessageRequest
        {
            Key = $"{summary.ReferralId:D}/{Confirmation}/1/1",
            Area = happened.Area,
            Type = Confirmation,
            ReferralId = summary.ReferralId,
            To = MessageTo.Person(summary.PersonId),
            Fields = new Dictionary<string, string> { ["reference"] = summary.Reference },
            NotBefore = change.At,
            AtAnyHour = true,
        });
    }
}
