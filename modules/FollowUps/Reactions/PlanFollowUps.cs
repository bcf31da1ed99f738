using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>
/// Turns a turning point of a referral into follow-ups, in the same change: what is due later becomes rows, what is due at once becomes messages and tasks
/// straight away.
/// </summary>
internal sealed class PlanFollowUps(
    IAreaCatalogue areas, NationalDesk desk, IPartnerDirectory partners, IMessages messages, StepStore store, FollowUpPlanner planner, WorkingCalendar calendar, DueTime due, WakeUp wakeUp)
{
    // Not a step of any plan: no area can leave it out.
    private static readonly FollowUpStep Urgent = new()
    {
        Code = "urgent-concern",
        Anchor = Anchor.ReferralReceived,
        After = "at once",
        For = Recipient.AreaTeam,
        Message = "urgent-flag",
        Task = "This person may be in danger, or may harm themselves. Look at the referral now and follow your safeguarding procedure.",
        AtAnyHour = true,
    };

    /// <summary>Plans what a turning point starts, after cancelling what it ends.</summary>
    public void Plan(Change change, ReferralCard card, ReferralFacts facts, Anchor anchor, int occasion, string? arm = null)
    {
        Of(change).Reach(new(card.Area, card.ReferralId, anchor));
        var area = areas.Ready.GetValueOrDefault(card.Area);
        var what = new FollowUpOccasion(anchor, facts, card.Outcome, card.Next) { Arm = arm };
        var anchoredAt = anchor == Anchor.ReferralReceived ? card.ReceivedAt : change.At;
        Add(change, card, (area?.FollowUps ?? desk.Plan).Steps(what), anchoredAt, (short)occasion);
    }

    /// <summary>Tells the area's team at once that somebody may be in danger.</summary>
    public void RaiseConcern(Change change, ReferralCard card) => Add(change, card, [Urgent], change.At, occasion: 1);

    private void Add(Change change, ReferralCard card, IReadOnlyList<FollowUpStep> listed, DateTimeOffset anchoredAt, short occasion)
    {
        var settings = areas.Ready.GetValueOrDefault(card.Area)?.Settings ?? desk.Settings;
        var steps = store.WorkOut(listed, settings);
        if (steps.Count == 0) return;
        var plans = Of(change);
        var atHand = new AreaAtHand(settings.Contact.TeamEmail, partners.Organisations(card.Area), areas.Ready);
        var anchoredOn = LondonTime.DateOf(anchoredAt);
        foreach (var one in planner.Plan(steps, anchoredAt))
        {
            var deed = one.Step.IsAtOnce && one.Number == 1
                ? FollowUpDeed.For(new(card.Area, one.Step, card, occasion, one.Number, anchoredOn), atHand, one.DueAt, one.UsefulUntil, calendar)
                : FollowUpDeed.Later;
            plans.Add(one.Step, new(card.Area, card.ReferralId, one, occasion, anchoredOn, deed.State, deed.Reason), deed);
        }
    }

    /// <summary>What this change has planned so far.</summary>
    public PlansOfChange Of(Change change) => change.Gather(static () => new PlansOfChange(), Write);

    private void Write(Change change, PlansOfChange plans)
    {
        FollowUpRows.CancelEndedBy(change, plans.Reached, due);
        TaskRows.CloseEndedBy(change, plans.Reached, due);
        // After the follow-ups: a host that is just doing one holds its row, so this sees whatever that host has queued.
        messages.CancelEndedBy(change, [.. plans.Reached.Select(point => new MessagesEnded(point.Area, point.ReferralId, StoredKeys<Anchor>.Of(point.Anchor)))]);
        store.Store(change, plans.Steps);
        FollowUpRows.Insert(change, plans.Rows, due);
        TaskRows.Open(change, plans.Tasks, due);
        messages.Queue(change, plans.Messages);
        change.AfterCommit(() =>
        {
            FollowUpMetrics.Planned.Add(plans.Rows.Count);
            if (plans.Rows.Any(row => row.State == FollowUpState.Due && row.Planned.DueAt <= change.At)) wakeUp.Wake(IFollowUps.TickJob);
        });
    }
}
