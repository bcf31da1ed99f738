using Npgsql;
using WorkWell.Host;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>A migrated database on a server that waits for the disk at each commit, as in production. The test servers do not.</summary>
internal sealed class DurableDatabase : IAsyncDisposable
{
    private readonly EmbeddedServer server;
    private readonly NpgsqlDataSource source;

    private DurableDatabase(EmbeddedServer server, string connectionString)
    {
        this.server = server;
        ConnectionString = connectionString;
        source = NpgsqlDataSource.Create(connectionString + ";Command Timeout=600");
    }

    /// <summary>The connection string for the owner.</summary>
    public string ConnectionString { get; }

    /// <summary>The connection string for a host.</summary>
    public string HostConnectionString => server.HostConnectionString(new NpgsqlConnectionStringBuilder(ConnectionString).Database!);

    /// <summary>The server's process id.</summary>
    public int ProcessId => server.ProcessId;

    public static async Task<DurableDatabase> StartAsync(string name)
    {
        // The settings from docs/operations/running.md for a national server.
        string[] settings = ["shared_buffers=2GB", "max_wal_size=16GB", "checkpoint_timeout=15min", "max_connections=100"];
        var server = await EmbeddedServer.StartAsync(Checkout.Path(".workwell", "bench-postgres"), EmbeddedBinaries.Find(Checkout.Root), settings, default);
        await using (var source = NpgsqlDataSource.Create(server.ConnectionString("postgres")))
        {
            await using var drop = source.CreateCommand($"drop database if exists {name} with (force)");
            await drop.ExecuteNonQueryAsync();
        }
        var connection = await server.EnsureDatabaseAsync(name, default);
        await Migrator.For(Modules.All).ApplyAsync(connection, default);
        return new DurableDatabase(server, connection);
    }

    /// <summary>Runs a statement as the owner.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one value as the owner.</summary>
    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await server.StopAsync(default);
    }
}
