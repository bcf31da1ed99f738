using System.Text.Json;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>Long work: asked for, looked at and cancelled from any host or command.</summary>
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

    /// <summary>Asks for long work. It begins as soon as a host is free for it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="key">The text key of what is to be done.</param>
    /// <param name="argument">What exactly, stored as JSON: no secret and no fact about a person.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>The id of the work.</returns>
    public async Task<Guid> StartAsync(Actor actor, string key, object argument, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await using var change = database.Begin(actor);
        change.Write(
            "insert into platform.background_job (id, key, argument, requested_by) values ($1, $2, $3::jsonb, $4)",
            id, key, JsonSerializer.Serialize(argument, JsonSerializerOptions.Web), actor.Name);
        await change.CommitAsync(cancellationToken);
        // Lost here, it is found within a minute: BackgroundJobSweep looks for what waits too long.
        if (!work.IsByHand) await Task.Run(() => hangfire.Enqueue(BackgroundJobKey.Of(key, id), HangfireClient.LongQueue), cancellationToken);
        return id;
    }

    /// <summary>Cancels long work: at once while it waits, within seconds while it runs.</summary>
    /// <param name="actor">Who cancels.</param>
    /// <param name="id">The work.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>False when there is no such work, or it has ended.</returns>
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

    /// <summary>Finds long work.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="id">The work.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The work, or null.</returns>
    public async Task<BackgroundJobStatus?> FindAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        (await database.ReadAsync(actor, Columns + " where id = $1", [id], Read, cancellationToken)).SingleOrDefault();

    /// <summary>Lists long work, the newest first.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The work.</returns>
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
