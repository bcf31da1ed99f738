using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>The database of this host: the one WORKWELL_DATABASE names, else an embedded one.</summary>
public static class HostDatabase
{
    /// <summary>Finds or starts the database.</summary>
    /// <param name="folders">Where the embedded server keeps its data.</param>
    /// <param name="name">The database's name on an embedded server.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <returns>A connection string, and the embedded server if there is one.</returns>
    public static async Task<(string ConnectionString, EmbeddedServer? Server)> OpenAsync(HostFolders folders, string name, CancellationToken stop)
    {
        if (Environment.GetEnvironmentVariable("WORKWELL_DATABASE") is { Length: > 0 } given) return (given, null);
        var server = await EmbeddedServer.StartAsync(Path.Combine(folders.Data, "postgres"), EmbeddedBinaries.Find(folders.Root), [], stop);
        return (await server.EnsureDatabaseAsync(name, stop), server);
    }
}
