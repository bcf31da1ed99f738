using WorkWell.Platform;

namespace WorkWell.Host;

/// <summary>The database of this host: the one WORKWELL_DATABASE names, else one on an embedded server, which is left on disposal.</summary>
public sealed class HostDatabase : IAsyncDisposable
{
    private readonly EmbeddedServer? server;

    private HostDatabase(string connectionString, EmbeddedServer? server)
    {
        ConnectionString = connectionString;
        this.server = server;
    }

    /// <summary>Connects as the database's owner.</summary>
    public string ConnectionString { get; }

    /// <summary>Finds the database or starts the embedded server.</summary>
    /// <param name="folders">Where the embedded server keeps its data.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <param name="name">The database's name on an embedded server.</param>
    /// <returns>The database; dispose of it.</returns>
    public static async Task<HostDatabase> OpenAsync(HostFolders folders, CancellationToken stop, string name = "workwell")
    {
        if (Environment.GetEnvironmentVariable("WORKWELL_DATABASE") is { Length: > 0 } given) return new(given, null);
        var server = await EmbeddedServer.StartAsync(Path.Combine(folders.Data, "postgres"), EmbeddedBinaries.Find(folders.Root), [], stop);
        return new(await server.EnsureDatabaseAsync(name, stop), server);
    }

    /// <summary>Leaves the embedded server, which stops when nobody else uses it.</summary>
    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
