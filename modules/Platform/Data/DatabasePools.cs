using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// The connection pools of a host, one for each kind of actor. Each kind has a login of its own that may become its role and nothing else, so no statement of
/// an actor can climb to what another kind may read (docs/decisions/0031-a-role-of-the-database-for-each-kind.md).
/// </summary>
public sealed class DatabasePools : IAsyncDisposable
{
    private const int KeptStatements = 100;

    // Few work as a narrow kind at once, and each host has five such pools.
    private const int MaxNarrowConnections = 10;

    private readonly NpgsqlDataSource[] sources;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="connectionString">Connects as the host's login, a member of the runtime role. The logins of the kinds have its password.</param>
    public DatabasePools(string connectionString) =>
        sources = [.. Enum.GetValues<ActorKind>().Select(kind => Source(connectionString, kind))];

    /// <summary>One pool by itself.</summary>
    /// <param name="connectionString">Connects as the host's login.</param>
    /// <param name="kind">Whose pool.</param>
    /// <returns>A pool whose sessions have the kind's role; dispose of it.</returns>
    public static NpgsqlDataSource Source(string connectionString, ActorKind kind) =>
        NpgsqlDataSource.Create(KeepingPlans(Settings(connectionString, kind)));

    /// <summary>The pool of a kind of actor.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>A pool whose sessions have the kind's role.</returns>
    public NpgsqlDataSource Of(ActorKind kind) => sources[(int)kind];

    /// <summary>
    /// The same settings, with which each connection keeps the statements that come again and again. Working out what the walls add to a statement takes longer
    /// than reading its rows.
    /// </summary>
    /// <param name="settings">How to connect.</param>
    /// <returns>A connection string.</returns>
    public static string KeepingPlans(NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlConnectionStringBuilder(settings.ConnectionString) { MaxAutoPrepare = KeptStatements }.ConnectionString;

    /// <summary>Closes the pools.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources) await source.DisposeAsync();
    }

    // A session that kept its settings when it goes back to the pool would leak one area's rows to the next user.
    internal static NpgsqlConnectionStringBuilder Settings(string connectionString, ActorKind kind)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            NoResetOnClose = false, Options = $"-c role={DatabaseRoles.Of(kind)} -c timezone=UTC",
        };
        settings.Username = DatabaseRoles.LoginOf(settings.Username ?? "", kind);
        if (kind != ActorKind.Team) settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, MaxNarrowConnections);
        return settings;
    }
}
