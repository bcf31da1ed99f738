using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Casework.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>
/// Plans the follow-ups of a trigger in the same transaction. Those due later become rows; those due at once become messages and tasks immediately.
/// </summary>
internal sealed class PlanFollowUps(
    IAreaCatalogue areas, NationalDesk desk, IPartnerDirectory partners, IMessages messages, StepStore store, FollowUpPlanner planner,
    WorkingCalendar calendar, OfferLinks links, DueTime due, WakeUp wakeUp)
{
    // In no plan, so no area can omit it.
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

    /// <summary>Plans the steps a trigger starts, after cancelling those it ends.</summary>
    public void Plan(Change change, ReferralSummary summary, ReferralFacts facts, Trigger trigger, int offerNumber, string? arm = null)
    {
        Of(change).Reach(new(summary.Area, summary.ReferralId, trigger));
        var area = areas.Ready.GetValueOrDefault(summary.Area);
        var what = new FollowUpContext(trigger, facts, summary.Outcome, summary.Next) { Arm = arm, OfferNumber = offerNumber };
        var triggeredAt = trigger == Trigger.ReferralReceived ? summary.ReceivedAt : change.At;
        // Whoever sends somebody else's referral, or settles later that it goes on, does not wait for the person's messages; the person may be asleep.
        var personWaits = trigger == Trigger.ReferralReceived && summary.ReferralSource == ReferralSource.Self && summary.ReceivedAt == change.At;
        Add(change, summary, (area?.FollowUps ?? desk.Plan).Steps(what), triggeredAt, (short)offerNumber, personWaits);
    }

    /// <summary>Plans the steps of an appointment, after cancelling those that what happened to it ends.</summary>
    /// <param name="change">The change.</param>
    /// <param name="referral">The referral.</param>
    /// <param name="trigger">What happened.</param>
    /// <param name="appointment">The appointment.</param>
    /// <param name="was">The number of the appointment it happened to; null: the same.</param>
    /// <param name="personWaits">Whether the participant has just done it and waits for the answer.</param>
    public void PlanAppointment(
        Change change, ReferralDetails referral, Trigger trigger, AppointmentNotice appointment, int? was = null, bool personWaits = false)
    {
        var summary = referral.Summary;
        Of(change).Reach(new(
            summary.Area, summary.ReferralId, trigger, PlannedStep.EndsItsOwn(trigger) ? (short)(was ?? appointment.Number) : null));
        var plan = areas.Ready.GetValueOrDefault(summary.Area)?.FollowUps ?? desk.Plan;
        // Whoever is coached was taken on, whatever was decided at first.
        var what = new FollowUpContext(trigger, referral.Facts, EligibilityOutcome.Eligible, summary.Next);
        Add(change, summary, plan.Steps(what), change.At, (short)appointment.Number, personWaits, appointment);
    }

    /// <summary>Tells the area's team at once that a person may be in danger.</summary>
    /// <param name="change">The change.</param>
    /// <param name="summary">The referral.</param>
    /// <param name="withTask">False where another task names the referral already.</param>
    public void RaiseConcern(Change change, ReferralSummary summary, bool withTask = true)
    {
        // Without an address for an e-mail there is nothing to do beside the task.
        if (!withTask && SettingsOf(summary.Area).Contact.TeamEmail is null) return;
        Add(change, summary, [withTask ? Urgent : Urgent with { Task = null }], change.At, offerNumber: 1);
    }

    private void Add(
        Change change, ReferralSummary summary, IReadOnlyList<FollowUpStep> listed, DateTimeOffset triggeredAt, short offerNumber, bool personWaits = false,
        AppointmentNotice? appointment = null)
    {
        var settings = SettingsOf(summary.Area);
        var steps = store.ResolveSteps(listed, settings);
        if (steps.Count == 0) return;
        var plans = Of(change);
        var contexts = new AreaContext(settings.Contact.TeamEmail, partners.Organisations(summary.Area), areas.Ready) { OfferLink = links.AddressOf };
        var triggeredOn = LondonTime.DateOf(triggeredAt);
        foreach (var one in planner.Plan(steps, triggeredAt, personWaits, appointment?.BeginsAt))
        {
            var it = new FollowUpOfReferral(summary.Area, one.Step, summary, offerNumber, one.Number, triggeredOn) {
                PersonWaits = personWaits, Appointment = appointment,
            };
            var action = one.Step.IsAtOnce && one.Number == 1
                ? FollowUpAction.For(it, contexts, one.DueAt, one.UsefulUntil, calendar)
                : FollowUpAction.Later;
            plans.Add(one.Step, new(summary.Area, summary.ReferralId, one, offerNumber, triggeredOn, action.State, action.Reason), action);
        }
    }

    private AreaSettings SettingsOf(string area) => areas.Ready.GetValueOrDefault(area)?.Settings ?? desk.Settings;

    /// <summary>The batch of this change.</summary>
    public FollowUpBatch Of(Change change) => change.Deferred(static () => new FollowUpBatch(), Write);

    private void Write(Change change, FollowUpBatch plans)
    {
        FollowUpRows.CancelEndedBy(change, plans.Reached, due);
        TaskRows.CloseEndedBy(change, plans.Reached, due);
        // After the follow-ups: a host that is processing one has locked its row, so the messages it queued are visible here.
        messages.CancelEndedBy(change,
            [.. plans.Reached.Select(point => new MessagesEnded(point.Area, point.ReferralId, FollowUpAction.EndedBy(point.Trigger, point.Number)))]);
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
