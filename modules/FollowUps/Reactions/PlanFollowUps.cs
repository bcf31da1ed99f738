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
    IAreaCatalogue areas, NationalDesk desk, IPartnerDirectory partners, IMessages messages, StepStore store, FollowUpPlanner planner,
    WorkingCalendar calendar, DueTime due, WakeUp wakeUp)
{
    // Not a step of any plan: no area can leave it out.
    private static readonly FollowUpStep Urgent = new()
    {
        Code = "urgent-concern",
        Trigger = Trigger.ReferralReceived,
        After = "at once",
        For = Recipient.AreaTeam,
        Message = "urgent-flag",
        Task = "This person may be in danger, or may harm themselves. Look at the referral now and follow your safeguarding procedure.",
        AtAnyHour = true,
    };

    /// <summary>Plans what a turning point starts, after cancelling what it ends.</summary>
    public void Plan(Change change, ReferralSummary summary, ReferralFacts facts, Trigger trigger, int offerNumber, string? arm = null)
    {
        Of(change).Reach(new(summary.Area, summary.ReferralId, trigger));
        var area = areas.Ready.GetValueOrDefault(summary.Area);
        var what = new FollowUpContext(trigger, facts, summary.Outcome, summary.Next) { Arm = arm };
        var anchoredAt = trigger == Trigger.ReferralReceived ? summary.ReceivedAt : change.At;
        Add(change, summary, (area?.FollowUps ?? desk.Plan).Steps(what), anchoredAt, (short)offerNumber);
    }

    /// <summary>Tells the area's team at once that somebody may be in danger.</summary>
    public void RaiseConcern(Change change, ReferralSummary summary) => Add(change, summary, [Urgent], change.At, offerNumber: 1);

    private void Add(Change change, ReferralSummary summary, IReadOnlyList<FollowUpStep> listed, DateTimeOffset anchoredAt, short offerNumber)
    {
        var settings = areas.Ready.GetValueOrDefault(summary.Area)?.Settings ?? desk.Settings;
        var steps = store.ResolveSteps(listed, settings);
        if (steps.Count == 0) return;
        var plans = Of(change);
        var contexts = new AreaContext(settings.Contact.TeamEmail, partners.Organisations(summary.Area), areas.Ready);
        var triggeredOn = LondonTime.DateOf(anchoredAt);
        foreach (var one in planner.Plan(steps, anchoredAt))
        {
            var action = one.Step.IsAtOnce && one.Number == 1
                ? FollowUpAction.For(new(summary.Area, one.Step, summary, offerNumber, one.Number, triggeredOn), contexts, one.DueAt, one.UsefulUntil, calendar)
                : FollowUpAction.Later;
            plans.Add(one.Step, new(summary.Area, summary.ReferralId, one, offerNumber, triggeredOn, action.State, action.Reason), action);
        }
    }

    /// <summary>What this change has planned so far.</summary>
    public FollowUpBatch Of(Change change) => change.Deferred(static () => new FollowUpBatch(), Write);

    private void Write(Change change, FollowUpBatch plans)
    {
        FollowUpRows.CancelEndedBy(change, plans.Reached, due);
        TaskRows.CloseEndedBy(change, plans.Reached, due);
        // After the follow-ups: a host that is just doing one holds its row, so this sees whatever that host has queued.
        messages.CancelEndedBy(change,
            [.. plans.Reached.Select(point => new MessagesEnded(point.Area, point.ReferralId, StoredKeys<Trigger>.Of(point.Trigger)))]);
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
