using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>
/// Opens a task each morning for the team of each area where follow-ups failed or are more than a day late.
/// </summary>
internal sealed class ReportDeadLettered(Database database, DueTime due) : IRecurringJob
{
    public const string Key = "follow-ups.tell-about-dead-lettered";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Actor.Job(Key));
        var stuck = await change.ReadAsync(
            """
            select area, count(*) filter (where state = 5), count(*) filter (where state = 0), (coalesce($1, now()) at time zone 'Europe/London')::date
            from follow_ups.follow_up
            where state = 5 or (state = 0 and due_at < coalesce($1, now()) - interval '1 day')
            group by area
            """,
            [due.OverridingNow], row => (Area: row.GetString(0), Failed: row.GetInt64(1), Late: row.GetInt64(2), On: row.GetFieldValue<DateOnly>(3)),
            cancellationToken);
        var tasks = stuck.Select(area => new NewTask(area.Area, $"dead-lettered/{area.On:yyyy-MM-dd}",
            null, "dead-lettered", Describe(area.Failed, area.Late), null))
            .ToArray();
        TaskRows.Open(change, tasks, due);
        await change.CommitAsync(cancellationToken);
    }

    private static string Describe(long failed, long late) =>
        $"{failed} follow-ups failed and {late} are more than a day late. Ask the people who run the service to look at them with ./workwell work.";
}
