using System.Globalization;
using WorkWell.Platform;

namespace WorkWell.Host;

/// <summary>The host's database: the one in WORKWELL_DATABASE, otherwise one on an embedded server, which is released on disposal.</summary>
public sealed class HostDatabase : IAsyncDisposable
{
    /// <summary>The environment variable with the connection string of the hosts.</summary>
    public const string ForHosts = "WORKWELL_DATABASE";

    /// <summary>The environment variable with the connection string of the owner; only <c>migrate</c> and <c>database-check</c> read it.</summary>
    public const string ForOwner = "WORKWELL_DATABASE_OWNER";

    private readonly EmbeddedServer? server;

    private HostDatabase(string connectionString, string? owner, EmbeddedServer? server)
    {
        ConnectionString = connectionString;
        OwnerConnectionString = owner;
        this.server = server;
    }

    /// <summary>Whether WORKWELL_DATABASE, or the file that it names, gives a database.</summary>
    public static bool IsGiven => Secrets.Read(ForHosts) is not null;

    /// <summary>The connection string of the host's login.</summary>
    public string ConnectionString { get; }

    /// <summary>The connection string of the owner; null unless the server is embedded.</summary>
    public string? OwnerConnectionString { get; }

    /// <summary>Opens the database, starting the embedded server if needed.</summary>
    /// <param name="folders">The folder for the embedded server's data.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="name">The database's name on an embedded server.</param>
    /// <returns>The database; dispose of it.</returns>
    /// <exception cref="DatabaseRefusedException">The login cannot work, or may do more than a host should.</exception>
    public static async Task<HostDatabase> OpenAsync(HostFolders folders, CancellationToken cancellationToken, string name = "workwell")
    {
        if (Secrets.Read(ForHosts) is not { } given) return await OpenEmbeddedAsync(folders, name, cancellationToken);
        if (Secrets.Read(ForOwner) is not null)
            throw new DatabaseRefusedException(
                $"{ForOwner} is set. Only ./workwell migrate and database-check need the owner's password: start hosts without it.");
        if (await DatabaseLogin.CheckHostAsync(given, cancellationToken) is [_, ..] problems)
            throw new DatabaseRefusedException(string.Join('\n', [.. problems.Select(problem => problem.Says),
                "./workwell database-check prints the statements that mend it."]));
        return new(given, null, null);
    }

    /// <summary>Opens a database on the embedded server, whatever the environment says.</summary>
    internal static async Task<HostDatabase> OpenEmbeddedAsync(HostFolders folders, string name, CancellationToken cancellationToken)
    {
        var server = await EmbeddedServer.StartAsync(Path.Combine(folders.Data, "postgres"), EmbeddedBinaries.Find(folders.Root), [], cancellationToken);
        var owner = await server.EnsureDatabaseAsync(name, cancellationToken);
        return new(server.HostConnectionString(name), owner, server);
    }

    /// <summary>Migrates an embedded database. Any other must be up to date, because a host may not change it.</summary>
    /// <param name="cancellationToken">Stops between migrations.</param>
    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="DatabaseRefusedException">Migrations are missing.</exception>
    public async Task<int> PrepareAsync(CancellationToken cancellationToken)
    {
        var migrator = Migrator.For(Modules.All);
        if (OwnerConnectionString is { } owner) return (await migrator.ApplyAsync(owner, cancellationToken)).Count;
        if (await migrator.MissingAsync(ConnectionString, cancellationToken) is [var first, ..] missing)
            throw new DatabaseRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"The database is not up to date: {missing.Count} migrations are missing, the first is {first.Schema}/{first.Name}. ") +
                $"Run ./workwell migrate first, with the owner's connection string in {ForOwner}.");
        return 0;
    }

    /// <summary>Releases the embedded server, which stops when no other process uses it.</summary>
    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
