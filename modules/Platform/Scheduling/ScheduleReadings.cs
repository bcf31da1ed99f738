namespace WorkWell.Platform;

/// <summary>A job that runs once a day for all hosts.</summary>
/// <param name="Key">The job's key.</param>
/// <param name="NextRunAt">When it runs next, in UTC; null when the scheduler gave it up.</param>
/// <param name="LastRunAt">When it ran last, in UTC.</param>
public sealed record DailyRun(string Key, DateTimeOffset? NextRunAt, DateTimeOffset? LastRunAt);

/// <summary>A host that works.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SeenAt">When it was last heard of, in UTC.</param>
public sealed record WorkingHost(string Name, DateTimeOffset SeenAt);

/// <summary>What runs next and who works, for people who look.</summary>
/// <param name="database">The database.</param>
public sealed class ScheduleReadings(Database database)
{
    private static readonly Actor Reader = Actor.Job("platform.schedule");

    /// <summary>The daily jobs.</summary>
    /// <param name="stop">Stops the read.</param>
    /// <returns>The jobs, the next first.</returns>
    public Task<IReadOnlyList<DailyRun>> DailyRunsAsync(CancellationToken stop) => database.ReadAsync(
        Reader, "select trigger_name, next_fire_time, prev_fire_time from platform.qrtz_triggers order by next_fire_time, trigger_name", [],
        row => new DailyRun(row.GetString(0), row.IsDBNull(1) ? null : Instant(row.GetInt64(1)), row.IsDBNull(2) || row.GetInt64(2) <= 0 ? null : Instant(row.GetInt64(2))), stop);

    /// <summary>The hosts that work, as far as they have said so.</summary>
    /// <param name="stop">Stops the read.</param>
    /// <returns>The hosts, the one heard of last first.</returns>
    public Task<IReadOnlyList<WorkingHost>> HostsAsync(CancellationToken stop) => database.ReadAsync(
        Reader, "select instance_name, last_checkin_time from platform.qrtz_scheduler_state order by last_checkin_time desc", [],
        row => new WorkingHost(row.GetString(0), Instant(row.GetInt64(1))), stop);

    // The scheduler counts in ticks of .NET; a job that has never run holds a negative number.
    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
