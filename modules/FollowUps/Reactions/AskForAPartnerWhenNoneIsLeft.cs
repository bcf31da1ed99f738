using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Every service that fits has declined: the team is asked to take over, and nobody is reminded of an offer that was answered.</summary>
internal sealed class AskForAPartnerWhenNoneIsLeft(PlanFollowUps plan, IPartnerDirectory partners, DueTime due) : IReaction<NoPartnerLeft>
{
    public Task ReactAsync(NoPartnerLeft happened, Change change, CancellationToken cancellationToken)
    {
        // What the next offer would end, its absence ends too: reminders and the task about an unanswered one.
        plan.Of(change).Reach(new(happened.Area, happened.ReferralId, Trigger.OfferMade));
        var name = partners.Organisations(happened.Area).FirstOrDefault(one => one.Code == happened.Organisation)?.Name ?? "The partner that was asked";
        var says = $"{name} has declined, and no other service fits. Find one, or take the referral on yourselves. "
            + "The person may expect to hear from the partner: phone them and say what happens next.";
        TaskRows.Open(
            change, [new(happened.Area, $"no-partner-left/{happened.ReferralId:D}/{happened.OfferNumber}", happened.ReferralId, "no-partner-left", says, null)],
            due);
        return Task.CompletedTask;
    }
}
