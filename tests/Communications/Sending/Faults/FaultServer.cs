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
    // Whatever changes a claimed message within its lease comes from the host that claimed it; afterwards it comes from whoever recovers it.
    private const string Watch = """
        create schema faults;
        create table faults.lapsed (id uuid, token bigint, primary key (id, token));
        create table faults.heard_of (id uuid, token bigint, primary key (id, token));
        create function faults.watch() returns trigger language plpgsql security definer as $$
        begin
          if old.lease_until < clock_timestamp() then insert into faults.lapsed values (old.id, old.token) on conflict do nothing;
          elsif not exists (select from faults.lapsed l where l.id = old.id and l.token = old.token) then
            insert into faults.heard_of values (old.id, old.token) on conflict do nothing;
          end if;
          return null;
        end $$;
        create trigger watch after update on communications.message for each row when (old.state = 'sending') execute function faults.watch();
        """;

    /// <summary>Counts what <see cref="Watch"/> has seen lapse without a word from its host, and what of it is unconfirmed.</summary>
    public const string Fallen = """
        select count(*), count(*) filter (where m.state = 'unconfirmed')
        from faults.lapsed l join communications.message m on m.id = l.id
        where not exists (select from faults.heard_of h where h.id = l.id and h.token = l.token)
        """;

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
        await using var owner = NpgsqlDataSource.Create(made.ConnectionString);
        await using var watch = owner.CreateCommand(Watch);
        await watch.ExecuteNonQueryAsync();
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
