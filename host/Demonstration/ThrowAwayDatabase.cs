using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Host.Demonstration;

/// <summary>A database created for one demonstration and dropped afterwards, on the embedded server.</summary>
internal sealed class ThrowAwayDatabase : IAsyncDisposable
{
    private readonly HostDatabase server;
    private readonly string name = $"workwell_demonstration_{Guid.NewGuid():n}";

    private ThrowAwayDatabase(HostDatabase server) => this.server = server;

    public string ConnectionString => At(server.ConnectionString);

    public static async Task<ThrowAwayDatabase> CreateAsync(HostFolders folders, CancellationToken cancellationToken)
    {
        var database = new ThrowAwayDatabase(await HostDatabase.OpenEmbeddedAsync(folders, "postgres", cancellationToken));
        await database.ExecuteAsync($"create database {database.name} encoding 'UTF8' locale 'C.UTF-8' template template0", cancellationToken);
        await Migrator.For(Modules.All).ApplyAsync(database.At(database.server.OwnerConnectionString!), cancellationToken);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"drop database if exists {name} with (force)", CancellationToken.None);
        await server.DisposeAsync();
    }

    private string At(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString;

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(server.OwnerConnectionString!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
