using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>The PostgreSQL database, through the connection pools of the kinds of actors, to which row-level security applies.</summary>
/// <param name="pools">The connection pools.</param>
/// <param name="reactions">The event reactions.</param>
/// <param name="clock">The clock.</param>
public sealed class Database(DatabasePools pools, Reactions reactions, TimeProvider clock)
{
    // A kept plan must still suit tables that have grown: a sequential scan is best for a nearly empty table in a new installation and worst an hour later.
    // Custom plans would be replanned for every set of values.
    private static readonly Statement PlannedOnce = new(
        "select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)", []);

    private readonly GroupCommit[] shared = [.. Enum.GetValues<ActorKind>().Select(kind => new GroupCommit(pools.Of(kind)))];

    /// <summary>The connection pool of the host's own work that needs COPY or its own batching. Such work sets the actor with <see cref="ActAs"/>.</summary>
    public NpgsqlDataSource Source => pools.Of(ActorKind.Team);

    /// <summary>Begins a change: everything written through it commits together or not at all.</summary>
    /// <param name="actor">The actor making the change.</param>
    /// <returns>A change; dispose of it.</returns>
    public Change Begin(Actor actor) => new(pools.Of(actor.Kind), shared[(int)actor.Kind], reactions, actor, clock.GetUtcNow());

    /// <summary>Reads rows that the actor may see, in one round trip.</summary>
    /// <typeparam name="T">The type of a result.</typeparam>
    /// <param name="actor">The actor reading.</param>
    /// <param name="sql">One select with parameters $1, $2, ...</param>
    /// <param name="parameters">The values; times in UTC.</param>
    /// <param name="map">Maps the current row to a result.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The rows.</returns>
    public Task<IReadOnlyList<T>> ReadAsync<T>(
        Actor actor, [StringSyntax("sql")] string sql, IReadOnlyList<object?> parameters, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        ReadAsync(actor, sql, parameters, map, isPrepared: false, cancellationToken);

    /// <summary>
    /// Reads as <see cref="ReadAsync{T}(Actor, string, IReadOnlyList{object?}, Func{NpgsqlDataReader, T}, CancellationToken)"/> does, with a statement that
    /// each connection plans once and keeps:
    /// for the few that run many times a second, which would cost more to plan than to run.
    /// </summary>
    /// <typeparam name="T">The type of a result.</typeparam>
    /// <param name="actor">The actor reading.</param>
    /// <param name="sql">One statement that returns rows, with parameters $1, $2, ...</param>
    /// <param name="parameters">The values; a value that may be missing states its type (<see cref="DbValue"/>).</param>
    /// <param name="map">Maps the current row to a result.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The rows.</returns>
    public Task<IReadOnlyList<T>> ReadPreparedAsync<T>(
        Actor actor, [StringSyntax("sql")] string sql, IReadOnlyList<object?> parameters, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        ReadAsync(actor, sql, parameters, map, isPrepared: true, cancellationToken);

    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        Actor actor, string sql, IReadOnlyList<object?> parameters, Func<NpgsqlDataReader, T> map, bool isPrepared, CancellationToken cancellationToken)
    {
        await using var connection = await pools.Of(actor.Kind).OpenConnectionAsync(cancellationToken);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(ActAs(actor));
        if (isPrepared) batch.BatchCommands.Add(PlannedOnce.ToCommand());
        batch.BatchCommands.Add(Command(sql, parameters));
        if (isPrepared) await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var before = batch.BatchCommands.Count - 1; before > 0; before--) await reader.NextResultAsync(cancellationToken);
        return await Rows(reader, map, cancellationToken);
    }

    /// <summary>The statement that sets the actor and what it may reach for the rest of the transaction.</summary>
    /// <param name="actor">The actor; the connection is of its kind's pool.</param>
    /// <returns>A command to put first in a batch or transaction.</returns>
    public static NpgsqlBatchCommand ActAs(Actor actor) => Command(
        "select set_config('workwell.actor', $1, true), set_config('workwell.areas', $2, true), set_config('workwell.purpose', $3, true), " +
        "set_config('workwell.organisation', $4, true), set_config('workwell.opened', $5, true)",
        [actor.Name, actor.AreaSetting, actor.Purpose, actor.Organisation ?? "", actor.Opened ?? ""]);

    internal static NpgsqlBatchCommand Command(string sql, IReadOnlyList<object?> parameters) => new Statement(sql, parameters).ToCommand();

    internal static async Task<IReadOnlyList<T>> Rows<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(map(reader));
        return rows;
    }
}
