using System.Diagnostics;
using System.Globalization;
using Npgsql;
using WorkWell.Host;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>A PostgreSQL server with fsync, to be killed and restarted. Committed changes must survive.</summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private readonly string folder = Checkout.Path(".workwell", "fault-postgres", Guid.NewGuid().ToString("n"));
    private readonly List<BreakableLine> lines = [];
    private EmbeddedServer server = null!;

    /// <summary>Connects as the owner, without a proxy.</summary>
    public string ConnectionString => server.ConnectionString("faults");

    public static async Task<FaultServer> StartAsync()
    {
        var made = new FaultServer();
        await made.OpenAsync();
        await Migrator.For(Modules.All).ApplyAsync(await made.server.EnsureDatabaseAsync("faults", default), default);
        return made;
    }

    /// <summary>A proxy for one host.</summary>
    public BreakableLine ALine()
    {
        var line = BreakableLine.To(server.Port);
        lines.Add(line);
        return line;
    }

    /// <summary>A host's connection string through a proxy.</summary>
    public string Through(BreakableLine line) => new NpgsqlConnectionStringBuilder(server.HostConnectionString("faults")) { Port = line.Port }.ConnectionString;

    /// <summary>Kills the server and its children with kill -9 and restarts it.</summary>
    public async Task KillAsync()
    {
        var postmaster = server.ProcessId;
        var children = (await File.ReadAllTextAsync($"/proc/{postmaster}/task/{postmaster}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var id in children.Select(child => int.Parse(child, CultureInfo.InvariantCulture)).Prepend(postmaster)) await EndAsync(id);
        await server.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in lines) await line.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await server.StopAsync(default);
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task OpenAsync()
    {
        server = await EmbeddedServer.StartAsync(folder, EmbeddedBinaries.Find(Checkout.Root), ["max_connections=200", "deadlock_timeout=200ms"], default);
        foreach (var line in lines) line.LeadTo(server.Port);
    }

    private static async Task EndAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            await process.WaitForExitAsync();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It ended with the server.
        }
    }
}
