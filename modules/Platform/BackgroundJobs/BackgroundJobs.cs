using System.Text.Json;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>Starts, shows and cancels background jobs, from any host or command.</summary>
public sealed class BackgroundJobs
{
    private readonly Database database;
    private readonly HangfireClient hangfire;
    private readonly WorkSwitch work;

    internal BackgroundJobs(Database database, HangfireClient hangfire, WorkSwitch work)
    {
        this.database = database;
        this.hangfire = hangfire;
        this.work = work;
    }

    /// <summary>Starts a background job. It runs as soon as a host is free.</summary>
    /// <param name="actor">The actor starting it.</param>
    /// <param name="key">The key of its kind.</param>
    /// <param name="argument">The argument, stored as JSON, without secrets or personal data.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The job's id.</returns>
    public async Task<Guid> StartAsync(Actor actor, string key, object argument, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await using var change = database.Begin(actor);
        change.Write(
            "insert into platform.background_job (id, key, argument, requested_by) values ($1, $2, $3::jsonb, $4)",
            id, key, JsonSerializer.Serialize(argument, JsonSerializerOptions.Web), actor.Name);
        await change.CommitAsync(cancellationToken);
        // If this is lost, BackgroundJobSweep enqueues the job within two minutes.
        if (!work.IsByHand) await Task.Run(() => hangfire.Enqueue(BackgroundJobKey.Of(key, id), HangfireClient.LongQueue), cancellationToken);
        return id;
    }

    /// <summary>Cancels a job: at once while it waits, within seconds while it runs.</summary>
    /// <param name="actor">The actor cancelling it.</param>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>False when there is no such job or it has ended.</returns>
    public async Task<bool> CancelAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        var open = await change.ReadAsync(
            """
            update platform.background_job set cancel_requested_at = now(),
              state = case state when 'queued' then 'cancelled' else state end, ended_at = case state when 'queued' then now() end
            where id = $1 and ended_at is null returning id
            """,
            [id], row => row.GetGuid(0), cancellationToken);
        await change.CommitAsync(cancellationToken);
        return open.Count > 0;
    }

    /// <summary>Finds a job.</summary>
    /// <param name="actor">The actor reading.</param>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The job, or null.</returns>
    public async Task<BackgroundJobStatus?> FindAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        (await database.ReadAsync(actor, Columns + " where id = $1", [id], Read, cancellationToken)).SingleOrDefault();

    /// <summary>Lists jobs, newest first.</summary>
    /// <param name="actor">The actor reading.</param>
    /// <param name="max">The maximum number to return.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The jobs.</returns>
    public Task<IReadOnlyList<BackgroundJobStatus>> ListAsync(Actor actor, int max, CancellationToken cancellationToken) =>
        database.ReadAsync(actor, Columns + " order by created_at desc limit $1", [max], Read, cancellationToken);

    private const string Columns = "select id, key, state, progress, description, result::text, problem, created_at, ended_at from platform.background_job";

    private static BackgroundJobStatus Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Key = row.GetString(1),
        State = Enum.Parse<BackgroundJobState>(row.GetString(2), ignoreCase: true),
        Progress = row.GetDouble(3),
        Description = row.IsDBNull(4) ? null : row.GetString(4),
        Result = row.IsDBNull(5) ? null : row.GetString(5),
        Problem = row.IsDBNull(6) ? null : row.GetString(6),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(7),
        EndedAt = row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
    };
}
