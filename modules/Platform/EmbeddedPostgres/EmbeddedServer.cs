using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// A local PostgreSQL server for development, demonstrations and tests. It listens on loopback only, with a generated password. A running server is reused,
/// even after its host was killed; the last process to disconnect stops it.
/// </summary>
public sealed class EmbeddedServer : IAsyncDisposable
{
    private static readonly TimeSpan ForAdopting = TimeSpan.FromSeconds(60);

    private const string HostLogin = "workwell_host";

    private readonly EmbeddedBinaries binaries;
    private readonly string folder;
    private readonly string password;
    private string hostPassword = "";
    private FileStream? presence;

    private EmbeddedServer(EmbeddedBinaries binaries, string folder, string password, int port, bool wasStarted)
    {
        this.binaries = binaries;
        this.folder = folder;
        this.password = password;
        Port = port;
        WasStarted = wasStarted;
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>True when this call started the server; false when it reused a running one.</summary>
    public bool WasStarted { get; }

    /// <summary>The server process.</summary>
    public int ProcessId => Postmaster.Read(DataFolder)?.ProcessId ?? 0;

    /// <summary>A connection string for a database of this server, as its owner.</summary>
    /// <param name="database">The database's name.</param>
    /// <returns>A connection string.</returns>
    public string ConnectionString(string database) => As("workwell", password, database);

    /// <summary>A connection string for a database of this server, as a host: a login that owns nothing.</summary>
    /// <param name="database">The database's name.</param>
    /// <returns>A connection string.</returns>
    public string HostConnectionString(string database) => As(HostLogin, hostPassword, database);

    private string As(string login, string itsPassword, string database) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = Port, Username = login, Password = itsPassword, Database = database }.ConnectionString;

    /// <summary>Starts the server of a folder, or reuses a running one. Several processes may call this at the same time.</summary>
    /// <param name="folder">Holds the data, password and log; created if missing.</param>
    /// <param name="binaries">The PostgreSQL programs.</param>
    /// <param name="serverSettings">Extra server settings such as "fsync=off".</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="InvalidOperationException">The server did not start; the message includes the end of its log.</exception>
    public static async Task<EmbeddedServer> StartAsync(
        string folder, EmbeddedBinaries binaries, IReadOnlyList<string> serverSettings, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await using var gate = await LockAsync(GateFile(folder), cancellationToken);
        var data = Path.Combine(folder, "data");
        var passwordFile = Path.Combine(folder, "password");
        if (!File.Exists(Path.Combine(data, "PG_VERSION"))) await InitialiseAsync(binaries, folder, data, passwordFile, cancellationToken);

        var password = (await File.ReadAllTextAsync(passwordFile, cancellationToken)).Trim();
        if (Postmaster.Read(data) is { } running)
        {
            var adopted = new EmbeddedServer(binaries, folder, password, running.Port, wasStarted: false);
            if (await adopted.AnswersAsync(cancellationToken)) return await adopted.SignInAsync(cancellationToken);
        }

        var port = FreePort();
        var log = Path.Combine(folder, "server.log");
        var options = string.Join(' ', new[] { $"port={port.ToString(CultureInfo.InvariantCulture)}", "listen_addresses=127.0.0.1", "unix_socket_directories=" }
            .Concat(serverSettings).Select(setting => $"-c {setting}"));
        var result = await binaries.RunAsync("pg_ctl", ["start", "-D", data, "-w", "-t", "60", "-l", log, "-o", options], folder, cancellationToken);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"PostgreSQL did not start in {folder}. {result.Output}\n{Tail(log)}");
        return await new EmbeddedServer(binaries, folder, password, port, wasStarted: true).SignInAsync(cancellationToken);
    }

    /// <summary>Creates a database if it does not exist.</summary>
    /// <param name="name">The name: lower case with underscores.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> EnsureDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var find = source.CreateCommand("select 1 from pg_database where datname = $1");
        find.Parameters.Add(new() { Value = name });
        if (await find.ExecuteScalarAsync(cancellationToken) is null)
        {
            await using var create = source.CreateCommand($"create database {name} encoding 'UTF8' locale 'C.UTF-8' template template0");
            try
            {
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (PostgresException twin) when (twin.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Another host created it after the check above.
            }
        }
        return ConnectionString(name);
    }

    /// <summary>Disconnects, and stops the server if no other process uses it. Open transactions are rolled back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (presence is null) return;
        await using var gate = await LockAsync(GateFile(folder), CancellationToken.None);
        var mine = presence.Name;
        await presence.DisposeAsync();
        presence = null;
        File.Delete(mine);
        if (!Directory.EnumerateFiles(UsersFolder).Any(IsHeld)) await StopAsync(CancellationToken.None);
    }

    /// <summary>Stops the server for all processes.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task StopAsync(CancellationToken cancellationToken) =>
        await binaries.RunAsync("pg_ctl", ["stop", "-D", DataFolder, "-m", "fast", "-w", "-t", "60"], folder, cancellationToken);

    private string DataFolder => Path.Combine(folder, "data");

    private string UsersFolder => Path.Combine(folder, "users");

    private static string GateFile(string folder) => Path.Combine(folder, "start.lock");

    // An open file handle marks the server as in use. The operating system releases it even when the process is killed.
    private async Task<EmbeddedServer> SignInAsync(CancellationToken cancellationToken)
    {
        hostPassword = await EnsureHostLoginAsync(cancellationToken);
        Directory.CreateDirectory(UsersFolder);
        presence = new FileStream(
            Path.Combine(UsersFolder, $"{Environment.ProcessId}-{Guid.NewGuid():n}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        return this;
    }

    // The file is written last, so a login that was half made is made again. A server of an earlier release lacks roles that it needs now.
    private async Task<string> EnsureHostLoginAsync(CancellationToken cancellationToken)
    {
        await RunAsync(Migrator.Roles, cancellationToken);
        var file = Path.Combine(folder, "host-password");
        var logins = Enum.GetValues<ActorKind>().Select(kind => (Name: DatabaseRoles.LoginOf(HostLogin, kind), Role: DatabaseRoles.Of(kind))).ToArray();
        if (File.Exists(file))
        {
            var kept = (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
            if (!await AreThereAsync([.. logins.Select(login => login.Name)], cancellationToken)) await MakeAsync(logins, kept, cancellationToken);
            return kept;
        }
        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        await MakeAsync(logins, made, cancellationToken);
        await using (File.Create(file + ".new"))
        {
        }
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(file + ".new", made, cancellationToken);
        File.Move(file + ".new", file, overwrite: true);
        return made;
    }

    // An earlier release let the runtime role become the others; this one has a login for each.
    private Task MakeAsync(IReadOnlyList<(string Name, string Role)> logins, string itsPassword, CancellationToken cancellationToken) => RunAsync(
        string.Join('\n', logins.Select(login => $"""
            do $$ begin
              if to_regrole('{login.Name}') is null then create role {login.Name} login noinherit; end if;
            end $$;
            alter role {login.Name} password '{itsPassword}';
            grant {login.Role} to {login.Name};
            """)) + $"\nrevoke {string.Join(", ", DatabaseRoles.Narrow)} from {DatabaseRoles.Runtime};",
        cancellationToken);

    private async Task<bool> AreThereAsync(string[] logins, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand("select count(*) = cardinality($1) from pg_roles where rolname = any ($1)");
        command.Parameters.Add(new() { Value = logins });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static bool IsHeld(string path)
    {
        try
        {
            using (File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
            }
            File.Delete(path);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static async Task InitialiseAsync(EmbeddedBinaries binaries, string folder, string data, string passwordFile, CancellationToken cancellationToken)
    {
        // An interrupted initdb leaves a half-made folder, which the next initdb would refuse.
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
        File.Delete(Path.Combine(folder, "host-password"));
        await File.WriteAllTextAsync(passwordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), cancellationToken);
        Directory.CreateDirectory(data);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await binaries.GiveToServerAsync(folder, cancellationToken);
        var result = await binaries.RunAsync(
            "initdb", ["-D", data, "-U", "workwell", "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"],
            folder, cancellationToken);
        if (result.ExitCode != 0) throw new InvalidOperationException($"PostgreSQL could not make its data folder {data}. {result.Output}");
    }

    // A slow, starting or full server still counts as running: a second one must not start on its data. Only a refused connection means there is none.
    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Timeout = 15, Pooling = false };
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < ForAdopting;)
        {
            try
            {
                await using var connection = new NpgsqlConnection(settings.ConnectionString);
                await connection.OpenAsync(cancellationToken);
                return true;
            }
            catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                return true;
            }
            catch (PostgresException refusal) when (refusal.SqlState != PostgresErrorCodes.CannotConnectNow)
            {
                return false;
            }
            catch (NpgsqlException nobody) when (nobody.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                return false;
            }
            catch (Exception slow) when (slow is NpgsqlException or TimeoutException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
        return false;
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Another process is starting the same server, which takes about a second.
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Tail(string log) => File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(15)) : "";

    /// <summary>The contents of a running server's postmaster.pid.</summary>
    private sealed record Postmaster(int ProcessId, int Port)
    {
        public static Postmaster? Read(string data)
        {
            var path = Path.Combine(data, "postmaster.pid");
            try
            {
                var lines = File.ReadAllLines(path);
                if (lines.Length < 4) return null;
                var id = int.Parse(lines[0], CultureInfo.InvariantCulture);
                using var process = Process.GetProcessById(id);
                return new(id, int.Parse(lines[3], CultureInfo.InvariantCulture));
            }
            catch (Exception absent) when (absent is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
            {
                return null;
            }
        }
    }
}
