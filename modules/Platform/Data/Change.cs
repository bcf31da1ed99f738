using System.Data;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// One transaction. Writes are queued and travel together: a change that reads nothing is a single round trip. Events published here are reacted to
/// inside the same transaction, so that what follows from a change commits with it or not at all.
/// </summary>
public sealed class Change : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly SharedCommit shared;
    private readonly Reactions reactions;
    private readonly StatementQueue queued = new();
    private readonly Queue<object> events = new();
    private readonly List<Action> afterCommit = [];
    private readonly Dictionary<Type, (object Gathered, Action Write)> gathered = [];
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;
    private bool isDone;

    internal Change(NpgsqlDataSource source, SharedCommit shared, Reactions reactions, Actor actor, DateTimeOffset at)
    {
        this.source = source;
        this.shared = shared;
        this.reactions = reactions;
        Actor = actor;
        At = at;
    }

    /// <summary>Who changes.</summary>
    public Actor Actor { get; }

    /// <summary>
    /// The instant of the change, in UTC: one for everything in it, by the database's time as far as this host knows it (<see cref="DatabaseClock"/>). It dates
    /// what is written and is what plans count from. What is due, whose lease has run out and what is too late is decided by the database itself
    /// (<see cref="DueTime"/>).
    /// </summary>
    public DateTimeOffset At { get; }

    /// <summary>Queues a statement. What was queued before it is written before it.</summary>
    /// <param name="sql">One insert, update or delete with parameters $1, $2, ...</param>
    /// <param name="parameters">The values; instants in UTC.</param>
    /// <exception cref="ArgumentException">The statement would return rows: use <see cref="ReadAsync{T}"/>.</exception>
    public void Write([StringSyntax("sql")] string sql, params IReadOnlyList<object?> parameters)
    {
        if (sql.AsSpan().TrimStart().StartsWith("select", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException("A write returns no rows; use ReadAsync for a select.", nameof(sql));
        queued.Add(sql, parameters);
    }

    /// <summary>
    /// Queues a row. Rows with the same statement travel as one, within this change and with changes of the same actor that share its commit, so that many cost
    /// little more than one. They go where the first of them stood: rows of another kind that were queued between them come after all of them.
    /// </summary>
    /// <param name="sql">One insert that selects from <c>unnest($1, $2, ...)</c>, each parameter an array of one column.</param>
    /// <param name="values">The row: texts, numbers, ids, days, instants in UTC, or <see cref="Maybe"/>. A list of texts is given by <see cref="TextList"/>.</param>
    public void WriteRow([StringSyntax("sql")] string sql, params IReadOnlyList<object> values) => queued.AddRows(sql, [.. values.Select(Maybe.Column)]);

    /// <summary>Queues several rows at once; see <see cref="WriteRow"/>.</summary>
    /// <param name="sql">One insert that selects from <c>unnest($1, $2, ...)</c>.</param>
    /// <param name="columns">The columns, all of the same length; of none nothing is queued.</param>
    public void WriteRows([StringSyntax("sql")] string sql, params IReadOnlyList<Array> columns)
    {
        if (columns[0].Length > 0) queued.AddRows(sql, columns);
    }

    /// <summary>Sends what is queued and reads rows, all inside the transaction.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="sql">One statement that returns rows, with parameters $1, $2, ...</param>
    /// <param name="parameters">The values; instants in UTC.</param>
    /// <param name="map">Makes a result of the current row.</param>
    /// <param name="stop">Stops the read.</param>
    /// <returns>The rows.</returns>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(
        [StringSyntax("sql")] string sql, IReadOnlyList<object?> parameters, Func<NpgsqlDataReader, T> map, CancellationToken stop)
    {
        var isFirst = connection is null;
        if (isFirst)
        {
            connection = await source.OpenConnectionAsync(stop);
            transaction = await connection.BeginTransactionAsync(stop);
        }
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (isFirst) batch.BatchCommands.Add(Database.ActAs(Actor));
        foreach (var command in queued.ToCommands()) batch.BatchCommands.Add(command);
        queued.Clear();
        batch.BatchCommands.Add(Database.Command(sql, parameters));
        await using var reader = await batch.ExecuteReaderAsync(stop);
        // Writes give no result set, so the only one to step over is the answer of ActAs.
        if (isFirst) await reader.NextResultAsync(stop);
        return await Database.Rows(reader, map, stop);
    }

    /// <summary>Says that something has happened. Reactions run before the commit, inside the transaction.</summary>
    /// <param name="happened">An event of a module's contract.</param>
    public void Publish(object happened) => events.Enqueue(happened);

    /// <summary>
    /// What the reactions to all events of this change fill together, to be written in one go when the last has reacted: one statement for a whole import
    /// instead of one for each event.
    /// </summary>
    /// <typeparam name="T">What is filled; there is one of each type in a change.</typeparam>
    /// <param name="start">Makes an empty one.</param>
    /// <param name="write">Writes it, through this change.</param>
    /// <returns>The one of this change.</returns>
    public T Gather<T>(Func<T> start, Action<Change, T> write)
        where T : class
    {
        if (gathered.TryGetValue(typeof(T), out var known)) return (T)known.Gathered;
        var made = start();
        gathered.Add(typeof(T), (made, () => write(this, made)));
        return made;
    }

    /// <summary>Does something in memory once the change is certain, such as waking a worker. It may be lost in a crash, so nothing may depend on it.</summary>
    /// <param name="action">What to do.</param>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>Runs the reactions, sends what is queued and commits.</summary>
    /// <param name="stop">Stops the commit.</param>
    /// <exception cref="PostgresException">The database refused; nothing was kept.</exception>
    public async Task CommitAsync(CancellationToken stop)
    {
        while (events.TryDequeue(out var happened)) await reactions.ReactAsync(happened, this, stop);
        foreach (var (_, write) in gathered.Values) write();
        if (connection is not null) await SendAndCommitAsync(stop);
        else if (queued.Count > 0) await shared.SendAsync(Actor, queued, stop);
        isDone = true;
        foreach (var action in afterCommit) action();
    }

    /// <summary>Commits, unless a row that is already there makes this change a repeat.</summary>
    /// <param name="uniqueName">The name of the unique constraint or index that says so.</param>
    /// <param name="stop">Stops the commit.</param>
    /// <returns>False when the constraint refused; nothing was kept.</returns>
    public async Task<bool> TryCommitAsync(string uniqueName, CancellationToken stop) => await TryCommitAsync([uniqueName], stop) is null;

    /// <summary>Commits, unless a row that is already there is in the way, or a rule of a table is.</summary>
    /// <param name="uniqueNames">The names of the unique constraints or indexes, or of the checks, that may say so.</param>
    /// <param name="stop">Stops the commit.</param>
    /// <returns>The name of the one that refused, and then nothing was kept; null after a commit.</returns>
    public async Task<string?> TryCommitAsync(IReadOnlyList<string> uniqueNames, CancellationToken stop)
    {
        try
        {
            await CommitAsync(stop);
            return null;
        }
        catch (PostgresException refusal) when (refusal is { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation, ConstraintName: { } name } && uniqueNames.Contains(name))
        {
            return name;
        }
    }

    /// <summary>Undoes everything that was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        // A connection that broke has nothing left to roll back, and asking it to would hide why it broke.
        if (transaction is not null && !isDone && connection!.State == ConnectionState.Open) await transaction.RollbackAsync(CancellationToken.None);
        if (transaction is not null) await transaction.DisposeAsync();
        if (connection is not null) await connection.DisposeAsync();
    }

    private async Task SendAndCommitAsync(CancellationToken stop)
    {
        if (queued.Count > 0)
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var command in queued.ToCommands()) batch.BatchCommands.Add(command);
            queued.Clear();
            await batch.ExecuteNonQueryAsync(stop);
        }
        await transaction!.CommitAsync(stop);
    }
}
