using Npgsql;
using WorkWell.Host.Commands;
using WorkWell.Platform;

namespace WorkWell.Host.Demonstration;

/// <summary>A database that is made for one demonstration and dropped after it, on the server this host would use.</summary>
internal sealed class ThrowAwayDatabase : IAsyncDisposable
{
    private readonly string serverConnection;
    private readonly string name;
    private readonly EmbeddedServer? server;

    private ThrowAwayDatabase(string serverConnection, string name, EmbeddedServer? server)
    {
        this.serverConnection = serverConnection;
        this.name = name;
        this.server = server;
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(serverConnection) { Database = name }.ConnectionString;

    public static async Task<ThrowAwayDatabase> CreateAsync(HostFolders folders, CancellationToken stop)
    {
        var (connection, server) = await HostDatabase.OpenAsync(folders, "postgres", stop);
        var database = new ThrowAwayDatabase(connection, $"workwell_demonstration_{Guid.NewGuid():n}", server);
        await database.ExecuteAsync($"create database {database.name} encoding 'UTF8' locale 'C.UTF-8' template template0", stop);
        await Migrator.For(Modules.All).ApplyAsync(database.ConnectionString, stop);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"drop database if exists {name} with (force)", CancellationToken.None);
        if (server is not null) await server.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(serverConnection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(stop);
    }
}
