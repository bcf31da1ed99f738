using System.Globalization;

namespace WorkWell.Platform;

/// <summary>A daily job.</summary>
/// <param name="Key">The job's key.</param>
/// <param name="NextRunAt">Its next run, in UTC; null when it is no longer scheduled.</param>
/// <param name="LastRunAt">Its last run, in UTC.</param>
public sealed record DailyRun(string Key, DateTimeOffset? NextRunAt, DateTimeOffset? LastRunAt);

/// <summary>A working host.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SeenAt">When it was last seen, in UTC.</param>
public sealed record WorkingHost(string Name, DateTimeOffset SeenAt);

/// <summary>Reads the scheduled jobs and the working hosts.</summary>
/// <param name="database">The database.</param>
public sealed class SchedulerStatus(Database database)
{
    private static readonly Actor Reader = Actor.Job("platform.schedule");

    /// <summary>Reads the daily jobs.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The jobs, next first.</returns>
    public Task<IReadOnlyList<DailyRun>> DailyRunsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        Reader,
        """
        select s.value, max(h.value) filter (where h.field = 'NextExecution'), max(h.value) filter (where h.field = 'LastExecution')
        from hangfire.set s left join hangfire.hash h on h.key = 'recurring-job:' || s.value
        where s.key = 'recurring-jobs' group by s.value order by 2 nulls last, 1
        """,
        [], row => new DailyRun(row.GetString(0), row.IsDBNull(1) ? null : Instant(row.GetString(1)), row.IsDBNull(2) ? null : Instant(row.GetString(2))),
        cancellationToken);

    /// <summary>Reads the hosts that have registered.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The hosts, most recently seen first.</returns>
    public Task<IReadOnlyList<WorkingHost>> HostsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        Reader, "select regexp_replace(id, ':[^:]*$', ''), lastheartbeat from hangfire.server order by lastheartbeat desc, id", [],
        row => new WorkingHost(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)), cancellationToken);

    // New releases of Hangfire store milliseconds since 1970, older ones text.
    private static DateTimeOffset Instant(string stored) => long.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : DateTimeOffset.Parse(stored, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
