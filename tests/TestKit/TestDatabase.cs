using Npgsql;
using WorkWell.Host;
using WorkWell.Platform;

namespace WorkWell.TestKit;

/// <summary>
/// A real PostgreSQL database for one test class: a clone of a migrated template, dropped afterwards. All test processes of a checkout share one embedded
/// server, which the first of them starts.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    // Ordinary, as in production: what only a superuser may do fails here too.
    private const string Owner = "workwell_test_owner";

    private static readonly Lazy<Task<Template>> Shared = new(PrepareAsync);
    private readonly Template template;
    private readonly string name;

    private TestDatabase(Template template, string name)
    {
        this.template = template;
        this.name = name;
    }

    /// <summary>Connects as the server's administrator, whom no guard stops, to prepare and to look. A host gets <see cref="HostConnectionString"/>.</summary>
    public string ConnectionString => template.Server.ConnectionString(name);

    /// <summary>Connects as a host: a login that owns nothing.</summary>
    public string HostConnectionString => template.Server.HostConnectionString(name);

    /// <summary>Connects as the database's owner, who is no superuser and to whom row-level security applies.</summary>
    public string OwnerConnectionString => AsOwner(ConnectionString);

    /// <summary>Creates a migrated database.</summary>
    /// <returns>The database; dispose of it.</returns>
    public static async Task<TestDatabase> CreateAsync()
    {
        var template = await Shared.Value;
        var name = $"test_{Guid.NewGuid():n}";
        await ExecuteAsync(template.Server, $"create database {name} owner {Owner} template {template.Name} strategy file_copy");
        return new TestDatabase(template, name);
    }

    /// <summary>Creates an empty database without a schema.</summary>
    /// <returns>The database; dispose of it.</returns>
    public static async Task<TestDatabase> CreateEmptyAsync()
    {
        var template = await Shared.Value;
        var name = $"test_{Guid.NewGuid():n}";
        await ExecuteAsync(template.Server, $"create database {name} owner {Owner} encoding 'UTF8' locale 'C.UTF-8' template template0");
        return new TestDatabase(template, name);
    }

    /// <summary>A connection pool for the runtime role, like the host's.</summary>
    /// <returns>The connection pool; dispose of it.</returns>
    public NpgsqlDataSource RuntimeSource() => DatabasePools.Source(HostConnectionString, ActorKind.Team);

    /// <summary>Reads one value past row-level security, to check what was stored.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="sql">A select of one value, with parameters $1, $2, ...</param>
    /// <param name="parameters">The values.</param>
    /// <returns>The value; default for null or no row.</returns>
    public async Task<T?> ReadAsync<T>(string sql, params object[] parameters)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync() is T found ? found : default;
    }

    /// <summary>Runs statements as the administrator.</summary>
    /// <param name="sql">The statements.</param>
    /// <returns>A task that completes when they have run.</returns>
    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Ends every connection and takes no new one, as a database that is being restored.</summary>
    /// <returns>A task that completes when the last connection has ended.</returns>
    public async Task CloseAsync()
    {
        await ExecuteAsync(template.Server, $"alter database {name} allow_connections false");
        await ExecuteAsync(template.Server, $"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '{name}'");
    }

    /// <summary>Drops the database.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(template.Server, $"drop database if exists {name} with (force)");
    }

    private static async Task<Template> PrepareAsync()
    {
        var cancellationToken = CancellationToken.None;
        var root = Checkout.Root;
        // The folder of another PostgreSQL's programs, to run the tests on its version: each has data of its own.
        var other = Environment.GetEnvironmentVariable("WORKWELL_TEST_POSTGRES");
        var folder = other is null ? "test-postgres" : $"test-postgres-{new string([.. other.Where(char.IsAsciiDigit)])}";
        // Tests do not need durable data, so they do not wait for the disk. Crash tests start their own servers.
        var server = await EmbeddedServer.StartAsync(
            Path.Combine(root, ".workwell", folder), other is null ? EmbeddedBinaries.Find(root) : EmbeddedBinaries.In(other),
            ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"], cancellationToken);
        var migrator = Migrator.For(Modules.All);
        var name = $"template_{migrator.Fingerprint}_2";
        await using (await LockAsync(server))
        {
            if (!await ExistsAsync(server, name))
            {
                var making = name + "_new";
                await ExecuteAsync(server, $"drop database if exists {making} with (force)");
                await ExecuteAsync(server, $"""
                    do $$ begin
                      if to_regrole('{Owner}') is null then create role {Owner} login; end if;
                    end $$;
                    alter role {Owner} nosuperuser nocreaterole nocreatedb password '{Owner}';
                    """);
                await ExecuteAsync(server, $"create database {making} owner {Owner} encoding 'UTF8' locale 'C.UTF-8' template template0");
                await migrator.ApplyAsync(AsOwner(server.ConnectionString(making)), cancellationToken);
                await ExecuteAsync(server, $"alter database {making} rename to {name}");
            }
        }
        return new Template(server, name);
    }

    // The lock is on the server itself, so parallel test processes create the template only once.
    private static async Task<NpgsqlConnection> LockAsync(EmbeddedServer server)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_advisory_lock(20261121)", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task<bool> ExistsAsync(EmbeddedServer server, string name)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select exists (select from pg_database where datname = $1)", connection) { Parameters = { new() { Value = name } } };
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(EmbeddedServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync();
        // A copy waits for a checkpoint, which on a busy machine takes longer than the usual half minute.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }

    private static string AsOwner(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = Owner, Password = Owner }.ConnectionString;

    private sealed record Template(EmbeddedServer Server, string Name);
}
