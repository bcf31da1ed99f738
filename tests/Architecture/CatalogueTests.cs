using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>Rules for every table, checked against the database's own catalogue.</summary>
public sealed class CatalogueTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    // As PostgreSQL writes it down.
    private const string OneOfOwnAreas =
        "((area = ANY (( SELECT platform.areas() AS areas)::text[])) OR ( SELECT platform.sees_every_area() AS sees_every_area))";

    [Fact]
    public async Task Every_table_with_an_area_is_guarded_by_area_even_from_its_owner()
    {
        Assert.NotEmpty(await NamesAsync(TablesWithArea));
        Assert.Empty(await NamesAsync($"""
            {TablesWithArea} and not (c.relrowsecurity and c.relforcerowsecurity and exists (
              select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and pg_get_expr(p.polqual, c.oid) = '{OneOfOwnAreas}'
                and pg_get_expr(p.polwithcheck, c.oid) like '%may_see(area)%'))
            """));
    }

    // Of these a partner organisation sees its own; every other table with an area is closed to it.
    private static readonly string[] SeenInPart = ["people.person", "people.undeliverable_address", "referrals.referral"];

    [Fact]
    public async Task Every_table_with_an_area_is_closed_to_organisations_or_shows_them_their_own()
    {
        var walled = await NamesAsync("""
            select p.polrelid::regclass::text || ' ' || p.polname from pg_policy p where not p.polpermissive and p.polcmd = 'r' order by 1
            """);
        var tables = await NamesAsync(TablesWithArea);
        Assert.Equal(
            tables.Order(StringComparer.Ordinal),
            walled.Where(wall => SeenInPart.Contains(wall.Split(' ')[0]) || wall.EndsWith(" closed_to_organisations", StringComparison.Ordinal))
                .Select(wall => wall.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(SeenInPart, walled.Where(wall => wall.EndsWith("_organisation", StringComparison.Ordinal)).Select(wall => wall.Split(' ')[0]).Order());
    }

    [Fact]
    public async Task Every_area_is_stated() => Assert.Empty(await NamesAsync($"{TablesWithArea} and not a.attnotnull"));

    // A unique key across areas would tell one area what another holds. Random values reveal nothing.
    [Fact]
    public async Task Unique_keys_begin_with_the_area_unless_their_values_are_made_by_us_at_random() => Assert.Empty(await NamesAsync($"""
        select i.indexrelid::regclass::text from pg_index i
        where i.indisunique and i.indrelid in (select c.oid {FromTablesWithArea})
          and (select attname from pg_attribute where attrelid = i.indrelid and attnum = i.indkey[0]) is distinct from 'area'
          and exists (
            select from unnest(i.indkey::int2[]) as part (number)
            left join pg_attribute k on k.attrelid = i.indrelid and k.attnum = part.number
            left join pg_type t on t.oid = k.atttypid
            where k.attname is null or not (t.typname = 'uuid' or obj_description(t.oid, 'pg_type') = 'Made by us at random.'))
        """));

    [Fact]
    public async Task The_runtime_role_owns_nothing_and_cannot_step_around_the_guard()
    {
        Assert.False(await database.ReadAsync<bool>("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = 'workwell_runtime'"));
        Assert.Empty(await NamesAsync("select c.oid::regclass::text from pg_class c where pg_get_userbyid(c.relowner) = 'workwell_runtime'"));
    }

    // Tables of which a host may write, change and delete rows, each with the reason. Of every other table at least one of these is taken away.
    private static readonly Dictionary<string, string> WhollyWritten = new()
    {
        ["access.passkey"] = "A passkey is made, counts its uses and is taken away.",
        ["access.recovery_code"] = "Codes are made, used up and replaced.",
        ["partners.pause"] = "A pause is said, said anew and lifted.",
        ["people.match_key"] = "Keys are locked, for which PostgreSQL asks for the right to change them, and exchanged when a number is sealed.",
        ["platform.background_job"] = "Long work is asked for, goes on and is forgotten.",
        ["referrals.draft"] = "A form is typed, moves to another area with its postcode and is forgotten.",
    };

    private const string TheScheduler = "hangfire.";

    [Fact]
    public async Task Every_table_states_what_hosts_may_not_do_to_it_and_few_are_wholly_theirs()
    {
        var stated = await NamesAsync("select distinct target from platform.denied");
        var all = await NamesAsync($"select c.oid::regclass::text {FromTables}");
        Assert.True(all.Count > 30, "Few tables were found.");
        Assert.Equal([], all.Where(table => !table.StartsWith(TheScheduler, StringComparison.Ordinal)).Except(stated));
        var whole = await NamesAsync($"""
            select c.oid::regclass::text {FromTables} and not exists (
              select from platform.denied d where d.target = c.oid::regclass::text and d.privilege in ('insert', 'update', 'delete'))
            """);
        Assert.Equal(WhollyWritten.Keys.Order(), whole.Where(table => !table.StartsWith(TheScheduler, StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task What_is_denied_is_denied() => Assert.Empty(await NamesAsync("""
        select d.privilege || ' ' || d.target from platform.denied d where has_table_privilege('workwell_runtime', d.target, d.privilege)
        """));

    [Fact]
    public async Task Nobody_may_empty_a_table_refer_to_it_or_put_a_trigger_on_it() => Assert.Empty(await NamesAsync($"""
        select c.oid::regclass::text {FromTables} and has_table_privilege('workwell_runtime', c.oid, 'truncate, references, trigger')
        """));

    private const string FromTables = """
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
        where c.relkind in ('r', 'p')
        """;

    private const string FromTablesWithArea = """
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'area' and not a.attisdropped
        where c.relkind in ('r', 'p')
        """;

    private const string TablesWithArea = "select c.oid::regclass::text " + FromTablesWithArea;

    private async Task<IReadOnlyList<string>> NamesAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }
}
