using System.Text.RegularExpressions;
using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests.Logins;

/// <summary>A new PostgreSQL server, set up and used as docs/operations/running.md says, word by word; only the port is another.</summary>
internal sealed class FreshServer : IAsyncDisposable
{
    private const string Debian = "/usr/lib/postgresql/15/bin";
    private readonly string folder = Checkout.Path(".workwell", "fresh-servers", Guid.NewGuid().ToString("n"));
    private EmbeddedServer server = null!;

    /// <summary>The embedded server, and Debian's where it is installed.</summary>
    public static TheoryData<string> Versions { get; } = [.. (string[])["18", .. Directory.Exists(Debian) ? ["15"] : Array.Empty<string>()]];

    /// <summary>Whether pg_dump of PostgreSQL 15 is installed.</summary>
    public static bool HasTools => File.Exists(Path.Combine(Debian, "pg_dump"));

    public string Data => Path.Combine(folder, "data-of-hosts");

    /// <summary>Starts a server of a version. Its administrator has run nothing yet.</summary>
    public static async Task<FreshServer> StartAsync(string version)
    {
        var made = new FreshServer();
        var binaries = version == "15" ? EmbeddedBinaries.In(Debian) : EmbeddedBinaries.Find(Checkout.Root);
        made.server = await EmbeddedServer.StartAsync(made.folder, binaries, ["fsync=off"], default);
        try
        {
            // The embedded server makes these for itself; a server of one's own has none.
            await made.RunAsync("postgres", 
                $"drop role {string.Join(", ", Enum.GetValues<ActorKind>().SelectMany(kind =>
                    (string[])[DatabaseRoles.LoginOf("workwell_host", kind), DatabaseRoles.Of(kind)]))}");
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>The statements of the page, as the administrator runs them.</summary>
    public async Task SetUpAsync(string? run = null)
    {
        foreach (var statement in Statements()) await RunAsync("postgres", statement, run);
    }

    /// <summary>The connection strings of the page.</summary>
    public Dictionary<string, string> Environment(params string[] names) => Block("ini").Select(line => line.Split('=', 2))
        .Where(pair => names.Contains(pair[0])).ToDictionary(pair => pair[0], pair => Here(pair[1]))
        .Append(new("WORKWELL_DATA", Data)).ToDictionary();

    /// <summary>Another connection to this server.</summary>
    public string As(string login, string password, string database) => new NpgsqlConnectionStringBuilder(server.ConnectionString(database))
        { Username = login, Password = password, Pooling = false }.ConnectionString;

    public string Administrator(string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString(database)) { Pooling = false }.ConnectionString;

    /// <summary>Runs one statement or several, as the administrator unless another connection is given.</summary>
    public async Task RunAsync(string database, string sql, string? connectionString = null)
    {
        await using var connection = new NpgsqlConnection(connectionString ?? Administrator(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<object?> ReadAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(Administrator(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Runs one of the host's commands.</summary>
    public static async Task<(int ExitCode, string Output)> CommandAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        await CommandLine.RunAsync(
            "dotnet", [ServingProcess.HostFile, .. arguments], environment.Append(new("WORKWELL_Development", "true")).ToDictionary());

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(default);
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    // One at a time: a database cannot be created inside a transaction, which several in one call are.
    private static IEnumerable<string> Statements() =>
        string.Join('\n', Block("sql")).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IReadOnlyList<string> Block(string language)
    {
        var page = File.ReadAllText(Checkout.Path("docs", "operations", "running.md"));
        var found = Regex.Match(page, $"```{language}\n(.*?)```", RegexOptions.Singleline);
        Assert.True(found.Success, $"running.md has no block of {language}.");
        return [.. found.Groups[1].Value.Split('\n').Where(line => line.Length > 0)];
    }

    private string Here(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
        { Host = "127.0.0.1", Port = server.Port, SslMode = SslMode.Prefer, RootCertificate = null }.ConnectionString;
}
