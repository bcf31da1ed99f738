using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>
/// Each morning: where follow-ups were set aside, or have been waiting for a day, the area's team is told by a task. Nothing is ever silently stuck.
/// </summary>
internal sealed class ReportDeadLettered(Database database, DueTime due) : IRecurringJob
{
    public const string Key = "follow-ups.tell-about-set-aside";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Actor.Job(Key));
        var stuck = await change.ReadAsync(
            """
            select area, count(*) filter (where state = 5), count(*) filter (where state = 0), (coalesce($1, now()) at time zone 'Europe/London')::date
            from follow_ups.due
            where state = 5 or (state = 0 and due_at < coalesce($1, now()) - interval '1 day')
            group by area
            """,
            [due.OverridingNow], row => (Area: row.GetString(0), Aside: row.GetInt64(1), Late: row.GetInt64(2), On: row.GetFieldValue<DateOnly>(3)),
            cancellationToken);
        var tasks = stuck.Select(area => new NewTask(area.Area, $"set-aside/{area.On:yyyy-MM-dd}", null, "set-aside", Says(area.Aside, area.Late), null))
            .ToArray();
        TaskRows.Open(change, tasks, due);
        await change.CommitAsync(cancellationToken);
    }

    private static string Says(long aside, long late) =>
        $"{aside} follow-ups were set aside and {late} have been waiting for more than a day. Ask whoever runs the service to look at them with ./workwell " +
        $"work.";
}
