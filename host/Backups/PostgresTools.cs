using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Host.Backups;

/// <summary>PostgreSQL's own pg_dump and pg_restore. The embedded server comes without them.</summary>
internal static partial class PostgresTools
{
    /// <summary>Finds a program of at least the server's version.</summary>
    /// <param name="name">"pg_dump" or "pg_restore".</param>
    /// <param name="serverVersion">The server's major version.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="DatabaseRefusedException">None is installed; the message names the command that installs it.</exception>
    public static string Find(string name, int serverVersion)
    {
        var paths = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin", name)).Where(File.Exists).Prepend(name)
            : [name];
        var found = paths.Select(path => (Path: path, Version: VersionOf(path))).Where(tool => tool.Version > 0).ToArray();
        if (found.Where(tool => tool.Version >= serverVersion).MinBy(tool => tool.Version).Path is { } fits) return fits;
        var newest = found.Select(tool => tool.Version).DefaultIfEmpty().Max().ToString(CultureInfo.InvariantCulture);
        var there = newest == "0" ? "none is installed" : $"only {newest} is installed";
        throw new DatabaseRefusedException(string.Create(CultureInfo.InvariantCulture,
            $"{name} {serverVersion} or newer is needed for a server of PostgreSQL {serverVersion}, and {there}. ") +
            string.Create(CultureInfo.InvariantCulture, $"Debian and Ubuntu: apt-get install postgresql-client-{serverVersion}"));
    }

    /// <summary>Prepares a program that connects as a connection string says. The password is passed where other users of the machine cannot read it.</summary>
    public static ProcessStartInfo Start(string path, string connectionString, IReadOnlyList<string> arguments)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardError = true };
        // What the host's own environment says must not lead the program elsewhere.
        string[] others = [.. start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)
            || name.StartsWith("WORKWELL_", StringComparison.Ordinal))];
        foreach (var name in others) start.Environment.Remove(name);
        start.Environment["PGHOST"] = settings.Host;
        start.Environment["PGPORT"] = settings.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = settings.Database;
        start.Environment["PGUSER"] = settings.Username;
        start.Environment["PGPASSWORD"] = settings.Password;
        start.Environment["PGSSLMODE"] = settings.SslMode switch
        {
            SslMode.VerifyFull => "verify-full", SslMode.VerifyCA => "verify-ca", SslMode.Require => "require", _ => "prefer",
        };
        start.Environment["PGSSLROOTCERT"] = settings.RootCertificate ?? (settings.SslMode == SslMode.VerifyFull ? "system" : null);
        return start;
    }

    /// <summary>The major version of a server.</summary>
    public static async Task<int> ServerVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select current_setting('server_version_num')::int / 10000", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static int VersionOf(string path)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, ["--version"]) { RedirectStandardOutput = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return Version().Match(said) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        }
        catch (Win32Exception)
        {
            return 0;
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
