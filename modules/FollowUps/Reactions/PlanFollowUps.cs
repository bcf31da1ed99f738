using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>
/// Turns a turning point of a referral into follow-ups, in the same change: what is due later becomes rows, what is due at once becomes messages and tasks
/// straight away.
/// </summary>
internal sealed class PlanFollowUps(
    IAreaCatalogue areas, NationalDesk desk, IPartnerDirectory partners, IMessages messages, StepStore store, FollowUpPlanner planner, WorkingCalendar calendar, DueTime due)
{
    /// <summary>Plans what a turning point starts, after cancelling what it ends.</summary>
    public void Plan(Change change, ReferralCard card, ReferralFacts facts, Anchor anchor, int occasion, string? arm = null)
    {
        if (anchor != Anchor.ReferralReceived) FollowUpRows.CancelEndedBy(change, card.Area, card.ReferralId, StepStore.Kebab(anchor), due);

        var area = areas.Ready.GetValueOrDefault(card.Area);
        var settings = area?.Settings ?? desk.Settings;
        var what = new FollowUpOccasion(anchor, facts, card.Outcome, card.Next) { Arm = arm };
        var steps = store.WorkOut((area?.FollowUps ?? desk.Plan).Steps(what), settings);
        if (steps.Count == 0) return;

        var anchoredAt = anchor == Anchor.ReferralReceived ? card.ReceivedAt : change.At;
        store.Store(change, steps);
        Write(change, card, planner.Plan(steps, anchoredAt), LondonTime.DateOf(anchoredAt), (short)occasion, new(settings.Contact.TeamEmail, partners.Organisations(card.Area)));
    }

    private void Write(Change change, ReferralCard card, List<PlannedFollowUp> planned, DateOnly anchoredOn, short occasion, AreaAtHand atHand)
    {
        var rows = new List<FollowUpRow>(planned.Count);
        var tasks = new List<NewTask>();
        var outgoing = new List<MessageRequest>();
        foreach (var one in planned)
        {
            var deed = one.Step.IsAtOnce && one.Number == 1
                ? FollowUpDeed.For(new(card.Area, one.Step, card, occasion, one.Number, anchoredOn), atHand, one.DueAt, one.UsefulUntil, calendar)
                : new(FollowUpState.Due);
            rows.Add(new(card.Area, card.ReferralId, one, occasion, anchoredOn, deed.State, deed.Reason));
            if (deed.Task is { } task) tasks.Add(task);
            if (deed.Message is { } message) outgoing.Add(message);
        }
        FollowUpRows.Insert(change, rows, due);
        TaskRows.Open(change, tasks, due);
        messages.Queue(change, outgoing);
        FollowUpMetrics.Planned.Add(rows.Count);
    }
}
