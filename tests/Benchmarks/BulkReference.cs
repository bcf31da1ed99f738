using System.Globalization;
using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Benchmarks;

/// <summary>
/// The same referrals without reading, checking or deciding: copied into a bare table, or copied and then written set-based into the real tables. Each gets
/// the same rows and decision as ours, but there is no check for repeats or duplicates.
/// </summary>
internal sealed class BulkReference : IAsyncDisposable
{
    private static readonly Actor Sender = new("key:bench", Actor.AllAreas, "referral");

    private readonly NpgsqlDataSource source;

    private BulkReference(NpgsqlDataSource source) => this.source = source;

    /// <summary>Prepares the tables, with one of our referrals as the pattern.</summary>
    public static async Task<BulkReference> StartAsync(DurableDatabase database)
    {
        var columns = string.Join(", ", BulkRows.Columns.Select(column => $"{column} text"));
        await database.ExecuteAsync($"""
            create schema bench; grant usage on schema bench to workwell_runtime;
            create table bench.copied ({columns});
            create unlogged table bench.staging ({columns}, number bigint generated always as identity, person_id uuid, referral_id uuid, message_seed uuid);
            create table bench.referral as select * from referrals.referral order by id desc limit 1;
            create table bench.person as select p.* from people.person p join bench.referral r on r.person_id = p.id;
            create table bench.consent as select c.* from people.consent c join bench.referral r on r.person_id = c.person_id;
            create table bench.reservation as select h.* from partners.reservation h join bench.referral r on r.id = h.referral;
            create table bench.unmet_need as select g.* from partners.unmet_need g join bench.referral r on r.id = g.referral;
            create table bench.audit as select a.* from access.audit_entry a join bench.referral r on r.id = a.subject;
            create table bench.follow_up as select d.* from follow_ups.follow_up d join bench.referral r on r.id = d.referral_id;
            create table bench.task as select t.* from follow_ups.task t join bench.referral r on r.id = t.referral_id;
            create table bench.message as select m.*, row_number() over () as which from communications.message m join bench.referral r on r.id = m.referral_id;
            grant all on all tables in schema bench to workwell_runtime;
            analyze bench.follow_up; analyze bench.message;
            """);
        return new BulkReference(DatabasePools.Source(database.ConnectionString + ";Command Timeout=600", ActorKind.Team));
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>Copies the file's cells into a table without indexes.</summary>
    public async Task<long> CopyAsync(int rows)
    {
        await using var connection = await source.OpenConnectionAsync();
        await CopyAsync(connection, "bench.copied", rows);
        return rows;
    }

    /// <summary>Copies into a staging table and then runs one statement for each real table.</summary>
    public async Task<long> SetBasedAsync(int rows)
    {
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, null, "delete from bench.staging");
        await CopyAsync(connection, "bench.staging", rows);
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var act = new NpgsqlBatch(connection, transaction) { BatchCommands = { Database.ActAs(Sender) } }) await act.ExecuteNonQueryAsync();
        foreach (var statement in Statements) await ExecuteAsync(connection, transaction, statement);
        await transaction.CommitAsync();
        return rows;
    }

    /// <summary>The number of rows of a referral.</summary>
    public async Task<long> RowsEachAsync()
    {
        await using var command = source.CreateCommand("""
            select (select count(*) from bench.referral) + (select count(*) from bench.person) + (select count(*) from bench.consent) +
              (select count(*) from bench.reservation)
              + (select count(*) from bench.unmet_need) + (select count(*) from bench.audit) + (select count(*) from bench.follow_up)
              + (select count(*) from bench.task) +
                (select count(*) from bench.message)
            """);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string table, int rows)
    {
        await using var import = await connection.BeginTextImportAsync($"copy {table} ({string.Join(", ", BulkRows.Columns)}) from stdin (format csv)");
        foreach (var part in BulkRows.Parts(rows)) await import.WriteAsync(part);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync();
    }

    // Ids rise with time, like ours; random ids would scatter writes over the whole index.
    private static string Id(string last) => string.Create(
        CultureInfo.InvariantCulture,
        $"(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(number::text || '{last}'), 1, 19))::uuid");

    private static IReadOnlyList<string> Statements { get; } =
    [
        $"update bench.staging set person_id = {Id("person")}, referral_id = {Id("referral")}, message_seed = md5(number::text || 'message')::uuid",
        """
        insert into people.person (
          id, area, given_name, family_name, born_on, nhs_number, nhs_number_given, nhs_number_is_valid, email, phone, phone_given, address_lines, postcode,
          language, preferred_channel, stopped_channels, voicemail_is_safe, safe_times, needs_interpreter, formats, name_key, is_demonstration, registered_at)
        select s.person_id, p.area, s.given_name, s.family_name, to_date(s.date_of_birth, 'DD/MM/YYYY'), p.nhs_number, p.nhs_number_given,
          p.nhs_number_is_valid, s.email,
          '+44' || substr(s.phone, 2), s.phone, p.address_lines, s.postcode, p.language, p.preferred_channel, p.stopped_channels, p.voicemail_is_safe,
            p.safe_times,
          p.needs_interpreter, p.formats, lower(s.given_name || ' ' || s.family_name), p.is_demonstration, now()
        from bench.staging s cross join bench.person p
        """,
        """
        insert into people.consent (area, person_id, purpose, at, is_given, how)
        select c.area, s.person_id, c.purpose, now(), c.is_given, c.how from bench.staging s cross join bench.consent c
        """,
        // Seven hexadecimal digits as letters of a reference, with a deliberately wrong check letter, so none can equal a real reference.
        """
        insert into referrals.referral (
          id, area, reference, person_id, referral_source, received_at, outcome, next_step, is_urgent, facts, decision, settings_revision, plugin_version,
          referrer,
          service, organisation, offer_number, is_demonstration, request_id, request_sha256)
        select s.referral_id, r.area, 'WW-' || substr(l.letters, 1, 4) || '-' || substr(l.letters, 5, 3) ||
          substr('3456789CDFHJKMNPQRTVWX2', 1 + l.check % 23, 1), s.person_id, r.referral_source, now(), r.outcome, r.next_step, r.is_urgent,
          r.facts, r.decision, r.settings_revision, r.plugin_version, r.referrer, r.service, r.organisation, r.offer_number, r.is_demonstration,
          md5(s.your_reference)::uuid, sha256(s.your_reference::bytea)
        from bench.staging s cross join bench.referral r
        cross join lateral (select
          translate(lpad(to_hex(s.number), 7, '0'), '0123456789abcdef', '23456789CDFHJKMN') as letters,
          (2 * (s.number >> 24 & 15) + 3 * (s.number >> 20 & 15) + 4 * (s.number >> 16 & 15) + 5 * (s.number >> 12 & 15) + 6 * (s.number >> 8 & 15) + 7 *
            (s.number >> 4 & 15) + 8 * (s.number & 15))::int as check) l
        """,
        "insert into partners.reservation (area, referral, service, reserved_at) select h.area, s.referral_id, h.service, now() " +
        "from bench.staging s cross join " +
        "bench.reservation h",
        """
        insert into partners.unmet_need (area, referral, recorded_at, needs, reasons, authority, network, language, meeting_ways, looking_for)
        select g.area, s.referral_id, now(), g.needs, g.reasons, g.authority, g.network, g.language, g.meeting_ways, g.looking_for from bench.staging s cross
          join bench.unmet_need g
        """,
        """
        insert into access.audit_entry (area, at, actor, purpose, action, subject, details)
        select a.area, now(), a.actor, a.purpose, a.action, s.referral_id, a.details from bench.staging s cross join bench.audit a
        """,
        """
        insert into follow_ups.follow_up (referral_id, due_at, useful_until, done_at, step_id, triggered_on,
          offer_number, repeat_number, state, area, step, reason)
        select s.referral_id, d.due_at, d.useful_until, d.done_at, d.step_id, d.triggered_on, d.offer_number, d.repeat_number, d.state, d.area, d.step, d.reason
        from bench.staging s cross join bench.follow_up d
        """,
        $"""
        insert into follow_ups.task (area, id, key, referral_id, code, description, step_id, opened_at)
        select t.area, {Id("task")}, s.referral_id || substr(t.key, 37), s.referral_id, t.code, t.description, t.step_id, now() from bench.staging s cross
          join bench.task t
        """,
        """
        insert into communications.message
          (due_at, queued_at, useful_until, is_urgent, at_any_hour, id, referral_id, person_id, area, channel, type, key, address, language, content, ended_by)
        select now(), now(), m.useful_until, m.is_urgent, m.at_any_hour, md5(s.message_seed::text || m.which)::uuid, s.referral_id, case when m.person_id
          is null then null else s.person_id end,
          m.area, m.channel, m.type, s.referral_id || substr(m.key, 37), m.address, m.language, m.content, m.ended_by
        from bench.staging s cross join bench.message m
        """,
    ];
}
