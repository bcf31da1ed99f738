using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests.Logins;

/// <summary>What each kind of actor may do in the database, table by table, and that it refuses the rest whatever the application asks for.</summary>
public sealed class KindsOfActorsTests : IAsyncLifetime
{
    private static readonly string Stated = Checkout.Path("tests", "Platform", "kinds-of-actors.txt");
    private static readonly ActorKind[] Narrow = [.. Enum.GetValues<ActorKind>().Where(kind => kind != ActorKind.Team)];
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Every_table_and_function_states_what_each_kind_may_do()
    {
        var found = await LinesAsync();
        Assert.True(found.Count > 60, "Few tables were found.");
        if (Environment.GetEnvironmentVariable("WORKWELL_ACCEPT") == "1") await File.WriteAllLinesAsync(Stated, found);
        Assert.Equal(await File.ReadAllLinesAsync(Stated), found);
    }

    [Fact]
    public async Task No_narrow_kind_may_do_more_than_a_host_or_become_anything_else()
    {
        Assert.Empty(await NamesAsync($"""
            select r.rolname || ' ' || c.oid::regclass || ' ' || p.privilege
            from pg_roles r, pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema',
              unnest(array['select', 'insert', 'update', 'references']) as p (privilege)
            where r.rolname = any ($1) and c.relkind in ('r', 'p', 'v') and has_any_column_privilege(r.rolname, c.oid, p.privilege)
              and not has_any_column_privilege('{Migrator.RuntimeRole}', c.oid, p.privilege)
            """));
        Assert.Empty(await NamesAsync("""
            select m.member::regrole || ' is a member of ' || m.roleid::regrole from pg_auth_members m where m.member::regrole::text = any ($1)
            union all
            select rolname || ' may log in or do more' from pg_roles
            where rolname = any ($1) and (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
            union all
            select rolname || ' owns something' from pg_roles r where rolname = any ($1) and exists (select from pg_class c where c.relowner = r.oid)
            """));
    }

    [Fact]
    public async Task Nobody_climbs_from_a_kinds_login_to_what_another_kind_may_read()
    {
        var roles = await NamesAsync("select quote_ident(rolname) from pg_roles");
        Assert.True(roles.Count > 15, "Few roles were found.");
        foreach (var kind in Enum.GetValues<ActorKind>())
        {
            var own = (string[])[DatabaseRoles.Of(kind), DatabaseRoles.LoginOf("workwell_host", kind)];
            await using var source = DatabasePools.Source(database.HostConnectionString, kind);
            foreach (var role in roles.Except(own).Prepend("none"))
            {
                foreach (var first in (string[])["", "reset role; ", "set role none; ", "reset session authorization; "])
                {
                    await using var command = source.CreateCommand($"{first}set role {role}{(role == "none" ? "; select * from people.person" : "")}");
                    var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
                    Assert.True(refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{kind}, {first}{role}: {refusal.MessageText}");
                }
                if (role == "none") continue;
                await using var authorization = source.CreateCommand($"set session authorization {role}");
                var climbed = await Record.ExceptionAsync(() => authorization.ExecuteNonQueryAsync());
                Assert.True(climbed is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege }, $"{kind} became {role}: {climbed?.Message}");
            }
        }
    }

    [Fact]
    public async Task Without_any_check_of_the_application_the_database_refuses_every_table_that_is_not_opened()
    {
        var tables = await NamesAsync(Tables);
        Assert.True(tables.Count > 40, "Few tables were found.");
        foreach (var kind in Narrow)
        {
            var open = (await NamesAsync(
                $"select c.oid::regclass::text {FromTables} and has_any_column_privilege('{RoleOf(kind)}', c.oid, 'select')")).ToHashSet();
            foreach (var table in tables.Where(table => !open.Contains(table)))
                Assert.Equal((kind, table, PostgresErrorCodes.InsufficientPrivilege), (kind, table, await RefusalAsync(kind, $"select * from {table}")));
        }
    }

    [Theory]
    [InlineData(ActorKind.Commissioner, "select * from people.person")]
    [InlineData(ActorKind.Commissioner, "select address from communications.message")]
    [InlineData(ActorKind.Commissioner, "select reference from referrals.referral")]
    [InlineData(ActorKind.Commissioner, "select facts from referrals.referral")]
    [InlineData(ActorKind.Operator, "select given_name from people.person")]
    [InlineData(ActorKind.Operator, "select content from communications.message")]
    [InlineData(ActorKind.Operator, "select person_id from communications.message")]
    [InlineData(ActorKind.Operator, "select description from follow_ups.task")]
    [InlineData(ActorKind.Operator, "select reference from referrals.referral")]
    [InlineData(ActorKind.Operator, "select details from access.audit_entry")]
    [InlineData(ActorKind.Assessor, "select arm from trials.allocation")]
    [InlineData(ActorKind.Assessor, "select person_id from trials.allocated_person")]
    [InlineData(ActorKind.Assessor, "select service, organisation from referrals.referral")]
    [InlineData(ActorKind.Assessor, "select step from follow_ups.follow_up")]
    [InlineData(ActorKind.Assessor, "select description from follow_ups.task")]
    [InlineData(ActorKind.Office, "select given_name from people.person")]
    [InlineData(ActorKind.Office, "select content from communications.message")]
    [InlineData(ActorKind.Office, "select password_hash from access.account")]
    [InlineData(ActorKind.Commissioner, "select access.give_role(gen_random_uuid(), gen_random_uuid(), 'llr', 'coach', null, null, false, now())")]
    [InlineData(ActorKind.Assessor, "select access.give_role(gen_random_uuid(), gen_random_uuid(), 'llr', 'trial-manager', null, null, false, now())")]
    public async Task What_a_role_must_not_see_is_refused_by_the_database_itself(ActorKind kind, string sql) =>
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(kind, sql));

    [Fact]
    public async Task An_assessor_reads_which_outcomes_are_due_in_both_arms_and_no_step_of_one_arm()
    {
        await database.RunAsync("""
            insert into follow_ups.step (id, code, trigger, recipient, message, task, after, length, at_any_hour, ended_by)
            values (1, 'outcome-4-months-call', 'allocated', 'area-team', null, 'Collect.', 'P4M', null, false, '{}'),
              (2, 'plan-review', 'allocated', 'area-team', null, 'Review the plan.', 'P2W', null, false, '{}'),
              (3, 'outcome-4-months', 'allocated', 'participant', 'outcome-question', null, 'P4M', null, false, '{}');
            insert into follow_ups.follow_up (referral_id, due_at, step_id, triggered_on, offer_number, repeat_number, state, area, step)
            select r::uuid, '2026-09-01', s.id, '2026-05-01', 1, 1, 0, 'dudley', s.code
            from unnest(array['00000000-0000-7000-9000-00000000000a', '00000000-0000-7000-9000-00000000000b']) r, follow_ups.step s
            where r like '%a' or s.code <> 'plan-review';
            """);
        Assert.Equal(
            ["00000000-0000-7000-9000-00000000000a outcome-4-months-call", "00000000-0000-7000-9000-00000000000b outcome-4-months-call"],
            await ReadAsync(ActorKind.Assessor, ["dudley"], "select referral_id || ' ' || step from follow_ups.outcomes_due('dudley', now()) order by 1"));
        Assert.Empty(await ReadAsync(ActorKind.Assessor, ["llr"], "select step from follow_ups.outcomes_due('dudley', now())"));
    }

    private static string RoleOf(ActorKind kind) => DatabaseRoles.Of(kind);

    private async Task<string?> RefusalAsync(ActorKind kind, string sql)
    {
        try
        {
            await ReadAsync(kind, Actor.AllAreas, sql);
            return null;
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState;
        }
    }

    // As a host reads, with nothing of the application around it.
    private async Task<List<string>> ReadAsync(ActorKind kind, IReadOnlyList<string> areas, string sql)
    {
        await using var source = DatabasePools.Source(database.HostConnectionString, kind);
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Database.ActAs(new Actor("staff:x", areas, "test") { Kind = kind }));
        batch.BatchCommands.Add(new(sql));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        var found = new List<string>();
        while (await reader.ReadAsync()) found.Add(reader.GetValue(0).ToString()!);
        return found;
    }

    private const string FromTables = """
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'hangfire')
        where c.relkind in ('r', 'p')
        """;

    private const string Tables = $"select c.oid::regclass::text {FromTables} order by 1";

    // Hosts' own rights stand in platform.denied. Here is what the others may do, with whole tables or single columns, and which of the owner's functions
    // they call.
    private async Task<IReadOnlyList<string>> LinesAsync() => await NamesAsync($"""
        select c.oid::regclass::text || ': ' || coalesce((
          select string_agg(replace(r.rolname, 'workwell_', '') || ' may ' || p.privilege
            || case when has_table_privilege(r.rolname, c.oid, p.privilege) then ''
              else ' ' || (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege(r.rolname, c.oid, a.attnum, p.privilege)) end, '; '
            order by r.rolname, p.privilege)
          from pg_roles r, unnest(array['select', 'insert', 'update', 'delete']) as p (privilege)
          where r.rolname = any ($1) and (has_table_privilege(r.rolname, c.oid, p.privilege)
            or p.privilege <> 'delete' and has_any_column_privilege(r.rolname, c.oid, p.privilege))), 'the host alone')
        {FromTables}
        union all
        select f.oid::regprocedure::text || ': ' || coalesce((
          select string_agg(replace(r.rolname, 'workwell_', ''), ', ' order by r.rolname) from pg_roles r
          where r.rolname = any ($1 || '{Migrator.RuntimeRole}'::text) and has_function_privilege(r.rolname, f.oid, 'execute')), 'nobody')
        from pg_proc f where f.prosecdef and f.pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
        order by 1
        """);

    private async Task<IReadOnlyList<string>> NamesAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        if (sql.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new() { Value = Narrow.Select(RoleOf).ToArray() });
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }
}
