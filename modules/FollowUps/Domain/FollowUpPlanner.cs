using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>One follow-up with its date.</summary>
/// <param name="Step">The step it comes from.</param>
/// <param name="Number">Which repeat, from 1.</param>
/// <param name="DueAt">When it is due, in UTC.</param>
/// <param name="UsefulUntil">Until when it makes sense; null: always.</param>
internal readonly record struct PlannedFollowUp(PlannedStep Step, short Number, DateTimeOffset DueAt, DateTimeOffset? UsefulUntil);

/// <summary>Turns steps into dated follow-ups. Every repeat is planned at once: each then happens once, and none depends on the one before.</summary>
internal sealed class FollowUpPlanner(WorkingCalendar calendar)
{
    /// <summary>Dates the follow-ups of a turning point.</summary>
    public List<PlannedFollowUp> Plan(IReadOnlyList<PlannedStep> steps, DateTimeOffset anchoredAt)
    {
        var planned = new List<PlannedFollowUp>(steps.Count);
        foreach (var step in steps)
        {
            var first = calendar.After(anchoredAt, step.After);
            for (short number = 1; number <= step.Times; number++)
            {
                var dueAt = Placed(step, Repeat(step, first, number));
                planned.Add(new(step, number, dueAt, UsefulUntil(step, first, number, dueAt)));
            }
        }
        return planned;
    }

    /// <summary>When a message to this kind of recipient may go, now or later.</summary>
    public DateTimeOffset Placed(PlannedStep step, DateTimeOffset at) =>
        step.AtAnyHour || (step.IsAtOnce && step.Message is null) ? at
        : Spread(at, step.For is Recipient.Partner or Recipient.AreaTeam && !step.IsAtOnce ? calendar.NextOfficeHour(at) : calendar.NextOpen(at));

    // What waited for morning keeps its minutes, so that a night's and a Sunday's worth is spread over the first hour instead of falling on the first minute.
    private static DateTimeOffset Spread(DateTimeOffset at, DateTimeOffset open) => open == at ? open : open.AddTicks(at.Ticks % TimeSpan.TicksPerHour);

    // Counted from the first and not from one another, so that a month's end does not creep forward.
    private DateTimeOffset Repeat(PlannedStep step, DateTimeOffset first, int number) =>
        number == 1 || step.Every is not { } every ? first : calendar.After(first, every.Times(number - 1));

    // A repeat is useful until its successor: whoever wakes after a month owes one check-in, not four.
    private DateTimeOffset? UsefulUntil(PlannedStep step, DateTimeOffset first, int number, DateTimeOffset dueAt) =>
        step.UsefulFor is { } useful ? calendar.After(dueAt, useful)
        : number < step.Times ? Placed(step, Repeat(step, first, number + 1))
        : null;
}
