using System.Globalization;
using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests.Logins;

/// <summary>
/// Requests of all kinds of actors, mixed over a few connections and with no condition in any query: no row of another area, organisation or kind. A random
/// tenth of a hundred thousand on most days; all with --all.
/// </summary>
public sealed class MixedRequestTests : IAsyncLifetime
{
    private static readonly string[] Areas = ["llr", "dudley", "bsol", "swl", "ncl"];
    private static readonly string[] Organisations = ["p1", "p2", "p3"];
    private static readonly int Requests = Environment.GetEnvironmentVariable("WORKWELL_TEST_ALL") == "1" ? 100_000 : 10_000;
    private const int Connections = 4;
    private TestDatabase database = null!;
    private string[] tables = [];
    private HashSet<(string Table, ActorKind Kind)> readable = [];

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await database.RunAsync(People);
        await FindTablesAsync();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Mixed_requests_of_all_kinds_show_no_row_of_another_area_organisation_or_kind()
    {
        Assert.True(tables.Length > 20, "Few tables with an area were found.");
        var seed = Random.Shared.Next();
        await using var pools = new DatabasePools(database.HostConnectionString);
        var rows = await Task.WhenAll(Enumerable.Range(0, Connections).Select(i => AskAsync(pools, new Random(seed + i), Requests / Connections)));
        // What was to be seen was seen, so that an empty database would not pass.
        Assert.True(rows.Sum() > Requests, string.Create(CultureInfo.InvariantCulture, $"{rows.Sum()} rows in {Requests} requests, seed {seed}."));
    }

    private async Task<long> AskAsync(DatabasePools pools, Random random, int requests)
    {
        var seen = 0L;
        for (var i = 0; i < requests; i++)
        {
            var kind = random.GetItems(Enum.GetValues<ActorKind>(), 1)[0];
            var actor = new Actor("staff:x", random.GetItems(Areas, random.Next(1, 3)).Distinct().ToArray(), "test")
            {
                Kind = kind, Organisation = kind == ActorKind.Team && random.Next(3) == 0 ? random.GetItems(Organisations, 1)[0] : null,
            };
            var table = random.GetItems(tables, 1)[0];
            if (!readable.Contains((table, kind))) await RefusedAsync(pools, actor, table);
            else seen += await SeenAsync(pools, actor, table);
        }
        return seen;
    }

    private static async Task<long> SeenAsync(DatabasePools pools, Actor actor, string table)
    {
        var others = actor.Organisation is null ? "false" : table switch
        {
            "referrals.referral" => "organisation is distinct from $2",
            "people.person" => "given_name is distinct from $2",
            _ => "true",
        };
        var found = await ReadAsync(
            pools, actor, $"select count(*), count(*) filter (where area <> all ($1) or ({others})) from {table} where $2 is not null",
            [actor.Areas.ToArray(), actor.Organisation ?? ""]);
        Assert.True(found.Wrong == 0, $"{actor.Kind} {actor.Organisation} of {string.Join(',', actor.Areas)} sees {found.Wrong} rows of others in {table}.");
        return found.All;
    }

    private static async Task RefusedAsync(DatabasePools pools, Actor actor, string table)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ReadAsync(pools, actor, $"select count(*), 0::bigint from {table}", []));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private static async Task<(long All, long Wrong)> ReadAsync(DatabasePools pools, Actor actor, string sql, object[] parameters)
    {
        await using var connection = await pools.Of(actor.Kind).OpenConnectionAsync();
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Database.ActAs(actor));
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in parameters) command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private async Task FindTablesAsync()
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select c.oid::regclass::text, array(select r.rolname::text from pg_roles r
              where r.rolname like 'workwell\_%' and has_column_privilege(r.rolname, c.oid, a.attnum, 'select'))
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'area' and not a.attisdropped
            join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema')
            where c.relkind in ('r', 'p') order by 1
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
            var roles = reader.GetFieldValue<string[]>(1);
            foreach (var kind in Enum.GetValues<ActorKind>().Where(kind => roles.Contains(DatabaseRoles.Of(kind))))
                readable.Add((reader.GetString(0), kind));
        }
        tables = [.. found];
    }

    // Forty people in each area, their referrals offered to three organisations of which each accepted half; a person is named after the organisation.
    private static string People => $$"""
        create table made as
        select area, n, ('00000000-0000-7000-8000-' || lpad((i * 1000 + n)::text, 12, '0'))::uuid as id, 'p' || (n % 3 + 1) as organisation
        from unnest(array['{{string.Join("', '", Areas)}}']) with ordinality as a (area, i), generate_series(1, 40) as n;
        insert into people.person (id, area, given_name, family_name, address_lines, language, stopped_channels, needs_interpreter, formats, name_key,
          is_demonstration, registered_at)
        select id, area, organisation, 'Example', '{}', 'en', '{}', false, '{}', '', true, now() from made;
        insert into people.consent (area, person_id, purpose, at, is_given, how) select area, id, 'service', now(), true, 'form' from made;
        insert into referrals.referral (id, area, reference, person_id, referral_source, received_at, outcome, next_step, is_urgent, facts, decision,
          organisation, service, accepted_at, offer_number, is_demonstration)
        select id, area, 'WW-' || translate(substr(md5(id::text), 1, 4), '01abcdef', 'XWVTCDRF') || '-'
            || translate(substr(md5(id::text), 5, 4), '01abcdef', 'XWVTCDRF'),
          id, 'self', now(), 'eligible', 'offer-to-partner', false, '{}', '{}', organisation, 'coaching', case when n % 2 = 0 then now() end, 1, true
        from (select area, n, id, organisation from made) m;
        insert into trials.allocation (area, referral_id, arm, register, shares, consented_on, baseline_on, allocated_at, allocated_by)
        select area, id, case when n % 2 = 0 then 'ips' else 'control' end, 'x', 'x', '2026-01-01', '2026-01-01', now(), 'x' from made;
        insert into trials.allocated_person (area, person_id, referral_id) select area, id, id from made;
        insert into follow_ups.task (area, id, key, code, description, opened_at, referral_id) select area, id, id::text, 'call', 'Ring.', now(), id from made;
        insert into access.audit_entry (area, at, actor, purpose, action, subject) select area, now(), 'x', 'x', 'x', id from made;
        insert into communications.message (due_at, queued_at, is_urgent, at_any_hour, id, referral_id, area, state, channel, type, key, address, content)
        select now(), now(), false, true, id, id, area, 'queued', 'email', 'referrer-receipt', id::text, 'gp@example.org', '{}' from made;
        drop table made;
        """;
}
