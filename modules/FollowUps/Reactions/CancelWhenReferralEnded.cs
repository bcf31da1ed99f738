using WorkWell.Communications.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Cancels everything when the person withdrew or the referral was closed, and tells whoever must know (docs/turning-points.md).</summary>
internal sealed class CancelWhenReferralEnded(PlanFollowUps plan, IMessages messages, IReferrals referrals, IPartnerDirectory partners, DueTime due)
    : IReaction<ReferralEnded>
{
    public async Task ReactAsync(ReferralEnded happened, Change change, CancellationToken cancellationToken)
    {
        // Follow-ups first: a host that is processing one has locked its row, so the messages it queued are visible below.
        FollowUpRows.Cancel(change, happened.Area, happened.ReferralId, happened.Reason, due);
        TaskRows.CloseFor(change, happened.Area, happened.ReferralId, due);
        messages.CancelFor(change, happened.ReferralId, happened.Reason);
        plan.Of(change).End(happened.ReferralId, happened.Reason);

        var summaries = await referrals.SummariesAsync(change.Actor, [happened.ReferralId], cancellationToken);
        if (!summaries.TryGetValue(happened.ReferralId, out var summary)) return;
        var news = new NewsOfEnd(summary, happened, partners.Organisations(happened.Area).FirstOrDefault(one => one.Code == summary.Organisation));
        // After the cancelling above, which would otherwise cover these.
        messages.Queue(change, [.. new[] { news.ToPerson(change.At), news.ToReferrer(change.At), news.ToPartner(change.At) }.OfType<MessageRequest>()]);
        TaskRows.Open(change, [.. new[] { news.ToTeam() }.OfType<NewTask>()], due);
    }
}
