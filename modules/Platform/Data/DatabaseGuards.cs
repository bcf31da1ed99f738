using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// Checks that what guards the tables still stands: row-level security, triggers, and what the runtime role may not do. A migration states the last with
/// <c>platform.deny</c>, so the check needs no list of its own.
/// </summary>
public static class DatabaseGuards
{
    /// <summary>Compares the tables with what the migrations made of them.</summary>
    /// <param name="connectionString">Connects as the host.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>The guards that are open, each with the statement that closes it.</returns>
    public static async Task<IReadOnlyList<DatabaseProblem>> CheckAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = DatabasePools.Source(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString, ActorKind.Team);
        await using var command = source.CreateCommand($"""
            select 'Rows of ' || c.oid::regclass || ' are not guarded by area.',
              format('alter table %s enable row level security; alter table %s force row level security;', c.oid::regclass, c.oid::regclass)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'area' and not a.attisdropped
            where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
            union all
            select 'The trigger ' || t.tgname || ' of ' || t.tgrelid::regclass || ' is switched off.',
              format('alter table %s enable trigger %I;', t.tgrelid::regclass, t.tgname)
            from pg_trigger t where not t.tgisinternal and t.tgenabled <> 'O'
            union all
            select 'Hosts may ' || d.privilege || ' ' || d.target || ', which they may not.', format('revoke %s on %s from {Migrator.RuntimeRole}, public;',
              d.privilege, d.target)
            from platform.denied d
            where to_regclass(d.target) is not null and (has_table_privilege('{Migrator.RuntimeRole}', d.target, d.privilege)
              or (d.privilege = 'insert' and has_any_column_privilege('{Migrator.RuntimeRole}', d.target, d.privilege)))
            union all
            select 'Hosts may change ' || c.oid::regclass || ', because they own it.', format('alter table %s owner to %I;', c.oid::regclass,
              (select pg_get_userbyid(datdba) from pg_database where datname = current_database()))
            from pg_class c where c.relkind in ('r', 'p', 'S', 'v') and pg_has_role(session_user, c.relowner, 'MEMBER')
              and not (select rolsuper from pg_roles where rolname = session_user)
            union all
            select 'A host can become ' || m.roleid::regrole || ' by "set role". Only hosts of an older release need that: when none is left, end it.',
              format('revoke %s from {Migrator.RuntimeRole}%s;', m.roleid::regrole,
                case when current_setting('server_version_num')::int >= 160000 then ' granted by ' || m.grantor::regrole else '' end)
            from pg_auth_members m where m.member = '{Migrator.RuntimeRole}'::regrole and m.roleid::regrole::text = any ($1)
            order by 1
            """);
        command.Parameters.Add(new() { Value = DatabaseRoles.Narrow.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var problems = new List<DatabaseProblem>();
        while (await reader.ReadAsync(cancellationToken)) problems.Add(new(reader.GetString(0), reader.GetString(1)));
        return problems;
    }
}
