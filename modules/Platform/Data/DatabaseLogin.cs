using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>Something wrong with how the database is set up.</summary>
/// <param name="Says">What is wrong, in words.</param>
/// <param name="Sql">The statements that mend it, run by the database's administrator; null where no statement does.</param>
public sealed record DatabaseProblem(string Says, string? Sql = null);

/// <summary>The database is not fit for what was asked of it. The message says what to do.</summary>
/// <param name="message">What is wrong and what mends it.</param>
public sealed class DatabaseRefusedException(string message) : Exception(message);

/// <summary>
/// Checks what the login of a connection may do. There are three: the owner migrates, the host works as <c>workwell_runtime</c> and is no member of the
/// owner, and the backup reads everything and writes nothing (docs/decisions/0024-three-logins.md).
/// </summary>
public static class DatabaseLogin
{
    private const int OldestVersion = 150000;

    /// <summary>Checks the login of the hosts.</summary>
    /// <param name="connectionString">The host's connection string.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>What keeps a host from working, or lets whoever takes over its connection do more than the host does. Empty: all is well.</returns>
    public static async Task<IReadOnlyList<DatabaseProblem>> CheckHostAsync(string connectionString, CancellationToken cancellationToken)
    {
        var problems = await CheckAsync("host", connectionString, HostProblems, cancellationToken);
        if (problems.Count > 0) return problems;
        var ofKinds = await Task.WhenAll(DatabaseRoles.NarrowKinds.Select(kind => CheckAsync(
            "host",
            new NpgsqlConnectionStringBuilder(DatabasePools.Settings(connectionString, kind).ConnectionString) { Options = null }.ConnectionString,
            login => KindProblems(login, DatabaseRoles.Of(kind)), cancellationToken)));
        return [.. ofKinds.SelectMany(found => found)];
    }

    /// <summary>Checks the login that migrates.</summary>
    /// <param name="connectionString">The owner's connection string.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>What keeps it from migrating. Empty: all is well.</returns>
    public static Task<IReadOnlyList<DatabaseProblem>> CheckOwnerAsync(string connectionString, CancellationToken cancellationToken) =>
        CheckAsync("owner", connectionString, OwnerProblems, cancellationToken);

    /// <summary>Checks the login that makes backups.</summary>
    /// <param name="connectionString">The backup's connection string.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>What would leave rows out of a backup, or lets the login write. Empty: all is well.</returns>
    public static Task<IReadOnlyList<DatabaseProblem>> CheckBackupAsync(string connectionString, CancellationToken cancellationToken) =>
        CheckAsync("backup", connectionString, BackupProblems, cancellationToken);

    /// <summary>Whether a connection may not leave this machine in the clear. Name resolution is not asked: a name can lead elsewhere tomorrow.</summary>
    /// <param name="connectionString">Any connection string.</param>
    /// <returns>What is wrong; null where the server is on this machine or the connection must be encrypted.</returns>
    public static DatabaseProblem? NotEncrypted(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.SslMode >= SslMode.Require) return null;
        return (settings.Host ?? "localhost").Split(',').Select(host => host.Trim()).FirstOrDefault(host => !IsThisMachine(host)) is { } elsewhere
            ? new($"The connection to {elsewhere} may be in the clear. Add \"SSL Mode=VerifyFull;Root Certificate=FILE\" to the connection string.")
            : null;
    }

    private static bool IsThisMachine(string host)
    {
        if (host.StartsWith('/') || host.StartsWith('@')) return true;
        var name = host.StartsWith('[') ? host[1..].Split(']')[0] : host.Count(letter => letter == ':') == 1 ? host.Split(':')[0] : host;
        return name is "" or "localhost" || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }

    private static async Task<IReadOnlyList<DatabaseProblem>> CheckAsync(
        string which, string connectionString, Func<Standing, IEnumerable<DatabaseProblem>> problems, CancellationToken cancellationToken)
    {
        if (NotEncrypted(connectionString) is { } inTheClear) return [inTheClear];
        try
        {
            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
            return [.. problems(await StandingAsync(source, cancellationToken))];
        }
        catch (NpgsqlException refusal) when (refusal is not PostgresException { SqlState: PostgresErrorCodes.UndefinedFunction })
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            var reason = (refusal as PostgresException)?.MessageText ?? (refusal.InnerException as SocketException)?.Message ?? refusal.Message;
            return [new($"The {which} cannot log in to \"{settings.Database}\" at {settings.Host} as \"{settings.Username}\": {reason}.",
                refusal is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege }
                    ? $"grant connect on database {Quoted(settings.Database ?? "")} to {Quoted(settings.Username ?? "")};" : null)];
        }
    }

    private static IEnumerable<DatabaseProblem> HostProblems(Standing login)
    {
        if (login.Version < OldestVersion) yield return TooOld(login);
        if (login.IsSuperuser || login.BypassesRows || login.MayMakeRoles)
            yield return new(
                $"The host's login \"{login.Name}\" may do more than a host should: it is a superuser, may make roles or databases, replicate, or passes by " +
                "the guard of rows.", Weakened(login) + " nobypassrls;");
        if (!login.RuntimeExists) yield return RuntimeIsMissing;
        else if (!login.MayBeRuntime)
            yield return new(
                $"The host's login \"{login.Name}\" is not a member of {Migrator.RuntimeRole}.", $"grant {Migrator.RuntimeRole} to {Quoted(login.Name)};");
        if (NarrowRolesAreMissing(login) is { } narrow) yield return narrow;
        if (KindLoginsAreMissing(login) is { } logins) yield return logins;
        foreach (var membership in login.Memberships.Where(membership => !IsNeeded(login, membership)))
            yield return new(
                membership.Role == login.DatabaseOwner
                    ? $"The host's login \"{membership.Member}\" can become \"{membership.Role}\", which owns the database: it could switch off what guards " +
                      "the rows and the audit trail."
                    : $"\"{membership.Member}\" is a member of \"{membership.Role}\", which a host does not need.",
                membership.Revoke(login.Version));
        if (login.DatabaseOwner == login.Name)
            yield return new(
                $"The host's login \"{login.Name}\" owns the database. The host needs a login of its own.",
                $"create role workwell_host login noinherit password 'choose-one'; grant {Migrator.RuntimeRole} to workwell_host; " +
                $"grant connect on database {Quoted(login.Database)} to workwell_host;");
        if (login.HasSettings)
            yield return new($"The host's login \"{login.Name}\" has settings of WorkWell's stored with it.", $"alter role {Quoted(login.Name)} reset all;");
    }

    private static IEnumerable<DatabaseProblem> OwnerProblems(Standing login)
    {
        if (login.Version < OldestVersion) yield return TooOld(login);
        if (!login.RuntimeExists) yield return RuntimeIsMissing;
        else if (NarrowRolesAreMissing(login) is { } narrow) yield return narrow;
        if (!login.IsSuperuser && login.DatabaseOwner != login.Name)
            yield return new(
                $"The login \"{login.Name}\" does not own the database \"{login.Database}\"; \"{login.DatabaseOwner}\" does.",
                $"alter database {Quoted(login.Database)} owner to {Quoted(login.Name)};");
        if (login.IsSuperuser || login.BypassesRows)
            yield return new(
                $"The owner \"{login.Name}\" is a superuser or passes by the guard of rows. It works, and an ordinary login is enough.",
                Weakened(login) + " nobypassrls;");
        if (login.IsOpenToAll)
            yield return new(
                $"Every login of the server may connect to the database \"{login.Database}\", those of other databases too.",
                $"revoke connect, temporary on database {Quoted(login.Database)} from public;");
    }

    private static IEnumerable<DatabaseProblem> BackupProblems(Standing login)
    {
        if (!login.BypassesRows && !login.IsSuperuser)
            yield return new(
                $"The backup's login \"{login.Name}\" does not pass by the guard of rows: a backup would fail, or hold no people.",
                $"alter role {Quoted(login.Name)} bypassrls;");
        if (!login.MayReadAll)
            yield return new($"The backup's login \"{login.Name}\" may not read every table.", $"grant pg_read_all_data to {Quoted(login.Name)};");
        if (login.IsSuperuser || login.MayMakeRoles)
            yield return new($"The backup's login \"{login.Name}\" may do more than read.", Weakened(login) + ";");
        foreach (var membership in login.Memberships.Where(membership => membership.Member == login.Name && membership.Role != "pg_read_all_data"))
            yield return new(
                $"The backup's login \"{login.Name}\" is a member of \"{membership.Role}\" and may do more than read.", membership.Revoke(login.Version));
    }

    private static DatabaseProblem TooOld(Standing login) => new($"The server is PostgreSQL {login.Version / 10000}. WorkWell needs 15 or newer.");

    private static DatabaseProblem RuntimeIsMissing { get; } = new(
        $"The role {Migrator.RuntimeRole} does not exist on this server.", $"create role {Migrator.RuntimeRole} nologin;");

    private static DatabaseProblem? NarrowRolesAreMissing(Standing login)
    {
        var missing = DatabaseRoles.Narrow.Except(login.Roles).ToArray();
        return missing.Length == 0 ? null : new(
            $"The roles of some kinds of actors do not exist on this server: {string.Join(", ", missing)}.",
            string.Join(' ', missing.Select(role => $"create role {role} nologin;")));
    }

    private static DatabaseProblem? KindLoginsAreMissing(Standing login)
    {
        var missing = DatabaseRoles.NarrowKinds.Select(kind => (Login: DatabaseRoles.LoginOf(login.Name, kind), Role: DatabaseRoles.Of(kind)))
            .Where(needed => !login.Roles.Contains(needed.Login)).ToArray();
        return missing.Length == 0 ? null : new(
            $"The host has no login for some kinds of actors: {string.Join(", ", missing.Select(needed => needed.Login))}. " +
            $"They have the password of \"{login.Name}\".",
            string.Join('\n', missing.Select(needed =>
                $"create role {Quoted(needed.Login)} login noinherit password 'the-one-of-{login.Name}'; grant {needed.Role} to {Quoted(needed.Login)}; " +
                $"grant connect on database {Quoted(login.Database)} to {Quoted(needed.Login)};")));
    }

    private static IEnumerable<DatabaseProblem> KindProblems(Standing login, string role)
    {
        if (login.IsSuperuser || login.BypassesRows || login.MayMakeRoles)
            yield return new($"The host's login \"{login.Name}\" may do more than a host should.", Weakened(login) + " nobypassrls;");
        var own = login.Memberships.Where(membership => membership.Member == login.Name).ToArray();
        if (!own.Any(membership => membership.Role == role))
            yield return new($"The host's login \"{login.Name}\" is not a member of {role}.", $"grant {role} to {Quoted(login.Name)};");
        foreach (var membership in own.Where(membership => membership.Role != role))
            yield return new($"\"{membership.Member}\" is a member of \"{membership.Role}\", which it does not need.", membership.Revoke(login.Version));
    }

    // Hosts of an older release step down from the runtime role to the others. DatabaseGuards says that it is to end.
    private static bool IsNeeded(Standing login, Membership membership) =>
        (membership.Member == login.Name && membership.Role == DatabaseRoles.Runtime)
        || (membership.Member == DatabaseRoles.Runtime && DatabaseRoles.Narrow.Contains(membership.Role));

    private static string Weakened(Standing login) => $"alter role {Quoted(login.Name)} nosuperuser nocreaterole nocreatedb noreplication";

    internal static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // A login that made a role is a member of it on PostgreSQL 16 and newer, though it may only hand it on: "member" says yes there, "set" does not.
    private static async Task<Standing> StandingAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            with version as (select current_setting('server_version_num')::int as number)
            select version.number, r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole or r.rolcreatedb or r.rolreplication,
              d.datname, pg_get_userbyid(d.datdba),
              to_regrole('{Migrator.RuntimeRole}') is not null,
              coalesce(pg_has_role(r.oid, to_regrole('{Migrator.RuntimeRole}'), case when version.number >= 160000 then 'SET' else 'MEMBER' end), false),
              array(select pg_get_userbyid(m.roleid)::text || '/' || pg_get_userbyid(m.member) || '/' || pg_get_userbyid(m.grantor)
                from pg_auth_members m
                where m.member in (r.oid, to_regrole('{Migrator.RuntimeRole}')) or pg_get_userbyid(m.member) = any ($1)),
              pg_has_role(r.oid, 'pg_read_all_data', 'USAGE'),
              has_database_privilege('public', d.datname, 'CONNECT'),
              exists (select from pg_db_role_setting s, unnest(s.setconfig) as kept (setting)
                where s.setrole in (r.oid, to_regrole('{Migrator.RuntimeRole}')) and kept.setting like 'workwell.%'),
              array(select rolname from pg_roles where rolname = any ($1 || $2))
            from version, pg_roles r, pg_database d where r.rolname = session_user and d.datname = current_database()
            """);
        var host = new NpgsqlConnectionStringBuilder(source.ConnectionString).Username ?? "";
        command.Parameters.Add(new() { Value = DatabaseRoles.Narrow.ToArray() });
        command.Parameters.Add(new() { Value = DatabaseRoles.NarrowKinds.Select(kind => DatabaseRoles.LoginOf(host, kind)).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new()
        {
            Version = reader.GetInt32(0),
            Name = reader.GetString(1),
            IsSuperuser = reader.GetBoolean(2),
            BypassesRows = reader.GetBoolean(3),
            MayMakeRoles = reader.GetBoolean(4),
            Database = reader.GetString(5),
            DatabaseOwner = reader.GetString(6),
            RuntimeExists = reader.GetBoolean(7),
            MayBeRuntime = reader.GetBoolean(8),
            Memberships = [.. reader.GetFieldValue<string[]>(9).Select(edge => edge.Split('/')).Select(edge => new Membership(edge[0], edge[1], edge[2]))],
            MayReadAll = reader.GetBoolean(10),
            IsOpenToAll = reader.GetBoolean(11),
            HasSettings = reader.GetBoolean(12),
            Roles = reader.GetFieldValue<string[]>(13),
        };
    }

    private sealed record Membership(string Role, string Member, string Grantor)
    {
        // From PostgreSQL 16 each grantor's grant is one of its own.
        public string Revoke(int version) =>
            $"revoke {Quoted(Role)} from {Quoted(Member)}{(version >= 160000 ? $" granted by {Quoted(Grantor)}" : "")};";
    }

    private sealed record Standing
    {
        public required int Version { get; init; }

        public required string Name { get; init; }

        public required bool IsSuperuser { get; init; }

        public required bool BypassesRows { get; init; }

        public required bool MayMakeRoles { get; init; }

        public required string Database { get; init; }

        public required string DatabaseOwner { get; init; }

        public required bool RuntimeExists { get; init; }

        public required bool MayBeRuntime { get; init; }

        /// <summary>The roles that the login, the runtime role, or a role that it steps down to is a member of.</summary>
        public required IReadOnlyList<Membership> Memberships { get; init; }

        public required bool MayReadAll { get; init; }

        public required bool IsOpenToAll { get; init; }

        public required bool HasSettings { get; init; }

        /// <summary>Which of the kinds' roles, and of the logins that this one would need for them, there are.</summary>
        public required IReadOnlyList<string> Roles { get; init; }
    }
}
