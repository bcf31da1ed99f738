using WorkWell.Platform;

namespace WorkWell.Host;

/// <summary>The host's database: the one in WORKWELL_DATABASE, otherwise one on an embedded server, which is released on disposal.</summary>
public sealed class HostDatabase : IAsyncDisposable
{
    private readonly EmbeddedServer? server;

    private HostDatabase(string connectionString, EmbeddedServer? server)
    {
        ConnectionString = connectionString;
        this.server = server;
    }

    /// <summary>Whether WORKWELL_DATABASE names a database.</summary>
    public static bool IsGiven => Environment.GetEnvironmentVariable("WORKWELL_DATABASE") is { Length: > 0 };

    /// <summary>The connection string, for the database owner.</summary>
    public string ConnectionString { get; }

    /// <summary>Opens the database, starting the embedded server if needed.</summary>
    /// <param name="folders">The folder for the embedded server's data.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="name">The database's name on an embedded server.</param>
    /// <returns>The database; dispose of it.</returns>
    public static async Task<HostDatabase> OpenAsync(HostFolders folders, CancellationToken cancellationToken, string name = "workwell")
    {
        if (Environment.GetEnvironmentVariable("WORKWELL_DATABASE") is { Length: > 0 } given) return new(given, null);
        var server = await EmbeddedServer.StartAsync(Path.Combine(folders.Data, "postgres"), EmbeddedBinaries.Find(folders.Root), [], cancellationToken);
        return new(await server.EnsureDatabaseAsync(name, cancellationToken), server);
    }

    /// <summary>Releases the embedded server, which stops when no other process uses it.</summary>
    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
