using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>One numbered migration of a module's schema.</summary>
/// <param name="Schema">The module's schema.</param>
/// <param name="Number">Its position, from 1.</param>
/// <param name="Name">The file name without its extension.</param>
/// <param name="Sql">The statements.</param>
public sealed record Migration(string Schema, int Number, string Name, string Sql)
{
    /// <summary>The hash that detects an edited migration.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
}

/// <summary>
/// Migrates a database to the newest schema: numbered SQL files per module, forward only, one transaction for each, one process at a time. Runs as the
/// database owner; the host has a login of its own and runs as the role <c>workwell_runtime</c>, to which row-level security applies.
/// </summary>
public sealed class Migrator(IReadOnlyList<Migration> migrations)
{
    /// <summary>The database role of the host.</summary>
    public const string RuntimeRole = DatabaseRoles.Runtime;

    /// <summary>The migrations, in the order they are applied.</summary>
    public IReadOnlyList<Migration> Steps => migrations;

    /// <summary>A short hash over all migrations, to tell schema versions apart.</summary>
    public string Fingerprint { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(migrations.Select(step => step.Schema + step.Number + step.Sha256)))))[
        ..12];

    private const long LockKey = 0x576F726B57656C6C; // "WorkWell"

    /// <summary>Collects the migrations embedded in the modules, in the order given.</summary>
    /// <param name="modules">The modules, lowest layer first.</param>
    /// <returns>A migrator for all of them, Platform's migrations first.</returns>
    /// <exception cref="InvalidOperationException">A migration number is missing or used twice.</exception>
    public static Migrator For(IEnumerable<IModule> modules)
    {
        var steps = Read(typeof(Migrator).Assembly, "platform").ToList();
        foreach (var module in modules) steps.AddRange(Read(module.GetType().Assembly, module.Schema));
        return new Migrator(steps);
    }

    /// <summary>Applies the missing migrations.</summary>
    /// <param name="connectionString">Connects as the database owner.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The migrations applied by this call.</returns>
    /// <exception cref="InvalidOperationException">An applied migration has since been edited.</exception>
    public async Task<IReadOnlyList<Migration>> ApplyAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey.ToString(CultureInfo.InvariantCulture)})", cancellationToken);
        await BeginAsync(connection, cancellationToken);
        var applied = await AppliedAsync(connection, cancellationToken);
        var now = new List<Migration>();
        foreach (var step in migrations)
        {
            if (applied.TryGetValue((step.Schema, step.Number), out var hash))
            {
                if (hash != step.Sha256)
                    throw new InvalidOperationException(WasEdited(step));
                continue;
            }
            await ApplyAsync(connection, step, cancellationToken);
            now.Add(step);
        }
        return now;
    }

    private static async Task BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connection, Beginning, cancellationToken);
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new DatabaseRefusedException(
                $"This login may not migrate the database: {refusal.MessageText}. ./workwell database-check prints the statements that mend it.");
        }
    }

    // They belong to the server: another database may have made them, and granting to them needs no membership.
    internal static string Roles { get; } = $$"""
        do $$ begin
          if to_regrole('workwell_runtime') is null then create role workwell_runtime nologin; end if;
        exception when duplicate_object or unique_violation then null;
        end $$;
        do $$ declare narrow text; begin
          foreach narrow in array array['{{string.Join("', '", DatabaseRoles.Narrow)}}'] loop
            begin
              if to_regrole(narrow) is null then execute format('create role %I nologin', narrow); end if;
            exception when duplicate_object or unique_violation then null;
            end;
          end loop;
        end $$;
        """;

    // The tables belong to whoever owns the database, also where a superuser migrates.
    private static readonly string Beginning = $$"""
        do $$ declare owner name := (select pg_get_userbyid(datdba) from pg_database where datname = current_database()); begin
          if owner <> current_user then execute format('set role %I', owner); end if;
        end $$;
        {{Roles}}
        create schema if not exists platform;
        create table if not exists platform.migration (
          schema text not null, number int not null, name text not null, sha256 text not null, applied_at timestamptz not null default now(),
          primary key (schema, number));
        grant usage on schema platform to workwell_runtime;
        grant select on platform.migration to workwell_runtime;
        """;

    /// <summary>Finds the migrations that a database lacks, without changing it.</summary>
    /// <param name="connectionString">Connects as the host.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The missing migrations; all of them where the database is empty.</returns>
    /// <exception cref="DatabaseRefusedException">An applied migration has since been edited.</exception>
    public async Task<IReadOnlyList<Migration>> MissingAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = DatabasePools.Source(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString, ActorKind.Team);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var applied = await AppliedAsync(connection, cancellationToken);
            if (migrations.FirstOrDefault(step => applied.TryGetValue((step.Schema, step.Number), out var hash) && hash != step.Sha256) is { } edited)
                throw new DatabaseRefusedException(WasEdited(edited));
            return [.. migrations.Where(step => !applied.ContainsKey((step.Schema, step.Number)))];
        }
        catch (PostgresException none) when (
            none.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege)
        {
            return migrations;
        }
    }

    private static string WasEdited(Migration step) =>
        $"Migration {step.Schema}/{step.Name} was edited after it was applied. Restore it and add a new migration.";

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration step, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (step.Number == 1) await ExecuteAsync(connection, SchemaFor(step.Schema), cancellationToken);
        await ExecuteAsync(connection, step.Sql, cancellationToken);
        await using var note = new NpgsqlCommand("insert into platform.migration (schema, number, name, sha256) values ($1, $2, $3, $4)", connection)
        {
            Parameters = { new() { Value = step.Schema }, new() { Value = step.Number }, new() { Value = step.Name }, new() { Value = step.Sha256 } },
        };
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string SchemaFor(string schema) => $"""
        create schema if not exists {schema};
        grant usage on schema {schema} to {RuntimeRole};
        alter default privileges in schema {schema} grant select, insert, update, delete on tables to {RuntimeRole};
        alter default privileges in schema {schema} grant usage on sequences to {RuntimeRole};
        alter default privileges in schema {schema} grant execute on functions to {RuntimeRole};
        """;

    private static async Task<Dictionary<(string, int), string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select schema, number, sha256 from platform.migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new Dictionary<(string, int), string>();
        while (await reader.ReadAsync(cancellationToken)) applied[(reader.GetString(0), reader.GetInt32(1))] = reader.GetString(2);
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static IEnumerable<Migration> Read(Assembly assembly, string schema)
    {
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith("Migrations/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            var file = Path.GetFileNameWithoutExtension(names[i]);
            if (!file.StartsWith((i + 1).ToString("D4", CultureInfo.InvariantCulture) + "_", StringComparison.Ordinal))
                throw new InvalidOperationException($"{schema}: expected migration number {i + 1:D4}, found {file}. Numbers run from 0001 without gaps.");
            using var reader = new StreamReader(assembly.GetManifestResourceStream(names[i])!);
            yield return new Migration(schema, i + 1, file, reader.ReadToEnd());
        }
    }
}
