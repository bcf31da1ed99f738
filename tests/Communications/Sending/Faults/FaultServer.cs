using System.Diagnostics;
using System.Globalization;
using Npgsql;
using WorkWell.Host;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>A PostgreSQL of its own that waits for the disk, to be killed and started again. What it said was committed has to be there afterwards.</summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private readonly string folder = Checkout.Path(".workwell", "fault-postgres", Guid.NewGuid().ToString("n"));
    private readonly List<BreakableLine> lines = [];
    private EmbeddedServer server = null!;

    /// <summary>Connects as the owner, past every line.</summary>
    public string ConnectionString => server.ConnectionString("faults");

    public static async Task<FaultServer> StartAsync()
    {
        var made = new FaultServer();
        await made.OpenAsync();
        await Migrator.For(Modules.All).ApplyAsync(await made.server.EnsureDatabaseAsync("faults", default), default);
        return made;
    }

    /// <summary>A line for one host, to be cut by itself.</summary>
    public BreakableLine ALine()
    {
        var line = BreakableLine.To(server.Port);
        lines.Add(line);
        return line;
    }

    /// <summary>The owner's connection string through a line.</summary>
    public string Through(BreakableLine line) => new NpgsqlConnectionStringBuilder(ConnectionString) { Port = line.Port }.ConnectionString;

    /// <summary>kill -9 of the server and everything it runs, then a start on what is on the disk.</summary>
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
            // It ended by itself, because the server did.
        }
    }
}
