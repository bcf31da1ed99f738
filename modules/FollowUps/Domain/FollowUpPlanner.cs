using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>A follow-up with its due time.</summary>
/// <param name="Step">Its step.</param>
/// <param name="Number">The number of the repeat, from 1.</param>
/// <param name="DueAt">Its due time, in UTC.</param>
/// <param name="UsefulUntil">The time until which it is useful, in UTC; null for always.</param>
internal readonly record struct PlannedFollowUp(PlannedStep Step, short Number, DateTimeOffset DueAt, DateTimeOffset? UsefulUntil);

/// <summary>Turns steps into dated follow-ups. All repeats are planned at once, so each happens once and none depends on an earlier one.</summary>
internal sealed class FollowUpPlanner(WorkingCalendar calendar)
{
    /// <summary>Plans the follow-ups of a trigger.</summary>
    /// <param name="steps">The steps it starts.</param>
    /// <param name="triggeredAt">When it happened.</param>
    /// <param name="personWaits">Whether the participant has just caused it and waits for the answer.</param>
    /// <param name="appointmentAt">When the appointment begins that it is about, in UTC.</param>
    public List<PlannedFollowUp> Plan(
        IReadOnlyList<PlannedStep> steps, DateTimeOffset triggeredAt, bool personWaits = false, DateTimeOffset? appointmentAt = null)
    {
        var planned = new List<PlannedFollowUp>(steps.Count);
        foreach (var step in steps)
        {
            if (step.IsBeforeAppointment)
            {
                if (appointmentAt is { } begins && Before(step, begins, triggeredAt) is { } reminder) planned.Add(reminder);
                continue;
            }
            var first = calendar.After(triggeredAt, step.After);
            for (short number = 1; number <= step.Times; number++)
            {
                var dueAt = Placed(step, Repeat(step, first, number), personWaits && step.IsAtOnce && number == 1);
                planned.Add(new(step, number, dueAt, Earlier(
                    UsefulUntil(step, first, number, dueAt),
                    step.Trigger is Trigger.AppointmentBooked or Trigger.AppointmentMoved or Trigger.AppointmentCancelled ? appointmentAt : null)));
            }
        }
        return planned;
    }

    // Earlier rather than later, so that it comes well before the appointment. Whoever booked for so soon has just been told.
    private PlannedFollowUp? Before(PlannedStep step, DateTimeOffset begins, DateTimeOffset bookedAt)
    {
        var dueAt = calendar.LastOpen(calendar.Before(begins, step.After));
        return dueAt <= bookedAt ? null : new(step, 1, dueAt, begins);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    /// <summary>Finds the earliest time from this one at which the recipient may be contacted.</summary>
    public DateTimeOffset Placed(PlannedStep step, DateTimeOffset at, bool personWaits = false) =>
        step.MayCome(personWaits) || (step.IsAtOnce && step.Message is null) ? at
        : Spread(at, step.For is Recipient.Partner or Recipient.AreaTeam && !step.IsAtOnce ? calendar.NextOfficeHour(at) : calendar.NextOpen(at));

    // Follow-ups that wait for the morning keep their minutes. Otherwise all those of a night or a Sunday would fall in the first minute.
    private static DateTimeOffset Spread(DateTimeOffset at, DateTimeOffset open) => open == at ? open : open.AddTicks(at.Ticks % TimeSpan.TicksPerHour);

    // Counted from the first, not from the one before, so a month's end does not drift.
    private DateTimeOffset Repeat(PlannedStep step, DateTimeOffset first, int number) =>
        number == 1 || step.Every is not { } every ? first : calendar.After(first, every.Times(number - 1));

    // A repeat is useful until the next one is due: after a month's outage only the latest check-in is sent.
    private DateTimeOffset? UsefulUntil(PlannedStep step, DateTimeOffset first, int number, DateTimeOffset dueAt) =>
        step.UsefulFor is { } useful ? calendar.After(dueAt, useful)
        : number < step.Times ? Placed(step, Repeat(step, first, number + 1))
        : null;
}
