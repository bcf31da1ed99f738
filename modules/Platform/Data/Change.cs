using System.Data;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// One transaction. Writes are queued and sent together, so a change that reads nothing takes one round trip. Reactions to its events run inside the same
/// transaction and commit or fail with it.
/// </summary>
public sealed class Change : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly GroupCommit shared;
    private readonly Reactions reactions;
    private readonly StatementQueue queued = new();
    private readonly Queue<object> events = new();
    private readonly List<Action> afterCommit = [];
    private readonly Dictionary<Type, (object Gathered, Action Write)> gathered = [];
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;
    private bool isDone;

    internal Change(NpgsqlDataSource source, GroupCommit shared, Reactions reactions, Actor actor, DateTimeOffset at)
    {
        this.source = source;
        this.shared = shared;
        this.reactions = reactions;
        Actor = actor;
        At = at;
    }

    /// <summary>The actor making the change.</summary>
    public Actor Actor { get; }

    /// <summary>
    /// The UTC time of the change, the same for everything in it, by the database's clock as this host knows it (<see cref="DatabaseClock"/>). Use it to date
    /// rows and to plan from. Due times, leases and deadlines are compared with the database's own clock (<see cref="DueTime"/>).
    /// </summary>
    public DateTimeOffset At { get; }

    /// <summary>Queues a statement. Statements run in the order queued.</summary>
    /// <param name="sql">One insert, update or delete with parameters $1, $2, ...</param>
    /// <param name="parameters">The values; times in UTC.</param>
    /// <exception cref="ArgumentException">The statement returns rows; use <see cref="ReadAsync{T}"/>.</exception>
    public void Write([StringSyntax("sql")] string sql, params IReadOnlyList<object?> parameters)
    {
        if (sql.AsSpan().TrimStart().StartsWith("select", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException("A write returns no rows; use ReadAsync for a select.", nameof(sql));
        queued.Add(sql, parameters);
    }

    /// <summary>
    /// Queues a row. Rows with the same statement are sent as one, within this change and with changes of the same actor in the same group commit. They take
    /// the place of the first of them, ahead of any other rows queued in between.
    /// </summary>
    /// <param name="sql">An insert that selects from <c>unnest($1, $2, ...)</c>, each parameter an array of one column.</param>
    /// <param name="values">The row: text, numbers, ids, dates, times in UTC, or <see cref="DbValue"/>. For a list of texts use <see cref="TextList"/>.</param>
    public void WriteRow([StringSyntax("sql")] string sql, params IReadOnlyList<object> values) => queued.AddRows(sql, [.. values.Select(DbValue.Column)]);

    /// <summary>Queues several rows; see <see cref="WriteRow"/>.</summary>
    /// <param name="sql">An insert that selects from <c>unnest($1, $2, ...)</c>.</param>
    /// <param name="columns">The columns, all of the same length; empty columns queue nothing.</param>
    public void WriteRows([StringSyntax("sql")] string sql, params IReadOnlyList<Array> columns)
    {
        if (columns[0].Length > 0) queued.AddRows(sql, columns);
    }

    /// <summary>Sends the queued statements and reads rows, all inside the transaction.</summary>
    /// <typeparam name="T">The type of a result.</typeparam>
    /// <param name="sql">One statement that returns rows, with parameters $1, $2, ...</param>
    /// <param name="parameters">The values; times in UTC.</param>
    /// <param name="map">Maps the current row to a result.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The rows.</returns>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(
        [StringSyntax("sql")] string sql, IReadOnlyList<object?> parameters, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        var isFirst = connection is null;
        if (isFirst)
        {
            connection = await source.OpenConnectionAsync(cancellationToken);
            transaction = await connection.BeginTransactionAsync(cancellationToken);
        }
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (isFirst) batch.BatchCommands.Add(Database.ActAs(Actor));
        foreach (var command in queued.ToCommands()) batch.BatchCommands.Add(command);
        queued.Clear();
        batch.BatchCommands.Add(Database.Command(sql, parameters));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        // Writes return no result set, so only the one from ActAs is skipped.
        if (isFirst) await reader.NextResultAsync(cancellationToken);
        return await Database.Rows(reader, map, cancellationToken);
    }

    /// <summary>Publishes an event. Reactions run before the commit, inside the transaction.</summary>
    /// <param name="happened">An event from a module's contract.</param>
    public void Publish(object happened) => events.Enqueue(happened);

    /// <summary>
    /// Returns a batch shared by all reactions of this change. It is written after the last reaction, so a whole import needs one statement instead of one
    /// for each event.
    /// </summary>
    /// <typeparam name="T">The batch type; a change has one batch of each type.</typeparam>
    /// <param name="start">Creates an empty batch.</param>
    /// <param name="write">Writes the batch through this change.</param>
    /// <returns>The batch of this change.</returns>
    public T Deferred<T>(Func<T> start, Action<Change, T> write)
        where T : class
    {
        if (gathered.TryGetValue(typeof(T), out var known)) return (T)known.Gathered;
        var made = start();
        gathered.Add(typeof(T), (made, () => write(this, made)));
        return made;
    }

    /// <summary>Runs an in-memory action after the commit, such as waking a worker. A crash may lose it, so nothing may depend on it.</summary>
    /// <param name="action">The action.</param>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>Runs the reactions, sends the queued statements and commits.</summary>
    /// <param name="cancellationToken">Stops the commit.</param>
    /// <exception cref="PostgresException">The database refused the change; nothing was saved.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        while (events.TryDequeue(out var happened)) await reactions.ReactAsync(happened, this, cancellationToken);
        foreach (var (_, write) in gathered.Values) write();
        if (connection is not null) await SendAndCommitAsync(cancellationToken);
        else if (queued.Count > 0) await shared.SendAsync(Actor, queued, cancellationToken);
        isDone = true;
        foreach (var action in afterCommit) action();
    }

    /// <summary>Commits, unless an existing row makes this change a repeat.</summary>
    /// <param name="uniqueName">The unique constraint or index that detects the repeat.</param>
    /// <param name="cancellationToken">Stops the commit.</param>
    /// <returns>False when the constraint refused the change; nothing was saved.</returns>
    public async Task<bool> TryCommitAsync(string uniqueName, CancellationToken cancellationToken) =>
        await TryCommitAsync([uniqueName], cancellationToken) is null;

    /// <summary>Commits, unless one of the named constraints refuses the change.</summary>
    /// <param name="uniqueNames">The unique constraints, indexes or checks that may refuse.</param>
    /// <param name="cancellationToken">Stops the commit.</param>
    /// <returns>The name of the constraint that refused, in which case nothing was saved; null after a commit.</returns>
    public async Task<string?> TryCommitAsync(IReadOnlyList<string> uniqueNames, CancellationToken cancellationToken)
    {
        try
        {
            await CommitAsync(cancellationToken);
            return null;
        }
        catch (PostgresException refusal) when (
            refusal is { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation, ConstraintName: { } name }
            && uniqueNames.Contains(name))
        {
            return name;
        }
    }

    /// <summary>Rolls back anything not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        // A broken connection has nothing to roll back, and trying would hide the original error.
        if (transaction is not null && !isDone && connection!.State == ConnectionState.Open) await transaction.RollbackAsync(CancellationToken.None);
        if (transaction is not null) await transaction.DisposeAsync();
        if (connection is not null) await connection.DisposeAsync();
    }

    private async Task SendAndCommitAsync(CancellationToken cancellationToken)
    {
        if (queued.Count > 0)
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var command in queued.ToCommands()) batch.BatchCommands.Add(command);
            queued.Clear();
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        await transaction!.CommitAsync(cancellationToken);
    }
}
