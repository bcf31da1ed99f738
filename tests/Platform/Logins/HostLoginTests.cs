using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests.Logins;

/// <summary>What somebody could do who has taken over a host's connection.</summary>
public sealed class HostLoginTests(HostLoginTests.OneDatabase one) : IClassFixture<HostLoginTests.OneDatabase>
{
    private readonly TestDatabase database = one.Database;

    /// <summary>Attacks as the runtime role; each is also tried after stepping back to the login itself.</summary>
    public static TheoryData<string> Attacks { get; } =
    [
        "alter table access.audit_entry disable trigger audit_entry_is_insert_only",
        "truncate access.audit_entry",
        "delete from access.audit_entry",
        "update access.audit_entry set actor = 'nobody'",
        "drop table access.audit_entry",
        "insert into access.audit_seal (area, sequence, numbers, hashes) values ('llr', 1, '{1}', '{\\x00}')",
        "update access.audit_seal set hashes = '{}'",
        "delete from access.audit_seal",
        "update access.audit_sealing set settled_number = 0",
        "select access.seal_audit_of('llr', 1)",
        "alter table people.person no force row level security",
        "drop policy by_area on people.person",
        "set session authorization workwell_test_owner",
        "set role workwell_test_owner",
        "set role workwell",
        "grant workwell_test_owner to workwell_host",
        "create or replace function platform.may_see(area text) returns boolean language sql as 'select true'",
        "select platform.deny('people.person', 'insert')",
        "insert into access.service_key (id, name, secret_sha256, areas, permissions, created_at, expires_at) " +
            "values (gen_random_uuid(), 'mine', '\\x00', '{*}', '{read-referrals}', now(), now() + interval '100 years')",
        "update access.service_key set expires_at = 'infinity'",
        "delete from access.service_key",
        "update people.consent set is_given = true",
        "delete from people.consent",
        "update people.contact_change set actor = 'nobody'",
        "update communications.attempt set body = ''",
        "update referrals.referral set decision = '{}'",
        "update referrals.referral set facts = '{}'",
        "update referrals.referral set area = 'llr'",
        "delete from referrals.referral",
        "update trials.allocation set arm = 'a'",
        "update areas.revision set content = '{}'",
        "delete from areas.revision",
        "update areas.published_file set content = ''",
        "delete from areas.published_file",
        "update areas.publication set reason = ''",
        "delete from areas.publication",
        "update referrals.proof set id = gen_random_uuid()",
        "update referrals.verified_session set code_sha256 = '\\x00'",
        "update referrals.draft_link set draft_id = gen_random_uuid()",
        "update referrals.upload_part set sealed = '\\x00'",
        "update communications.recipient set id = gen_random_uuid()",
        "update communications.message set referral_id = gen_random_uuid()",
        "update communications.message set area = 'llr'",
        "delete from communications.message",
        "delete from communications.delivery_failure",
        "update follow_ups.follow_up set due_at = now()",
        "delete from follow_ups.follow_up",
        "delete from follow_ups.task",
        "update follow_ups.task set code = 'none'",
        "update follow_ups.step set message = null",
        "update people.person set family_name = 'nobody'",
        "update people.person set area = 'llr'",
        "delete from people.person",
        "insert into people.likely_duplicate select",
        "delete from partners.unmet_need",
        "update hangfire.schema set version = 0",
        "delete from ui.key",
        "update ui.key set content = ''",
        "update platform.migration set sha256 = ''",
        "delete from platform.denied",
        "create schema mine",
        "create table public.mine (n int)",
        "copy access.service_key to program 'true'",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_host_may_not(string attack)
    {
        await using var source = database.RuntimeSource();
        foreach (var first in (string[])["", "set role none; ", "reset role; "])
        {
            await using var command = source.CreateCommand($"{first}select set_config('workwell.areas', '*', false); {attack}");
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Contains(refusal.SqlState, (string[])[PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.UndefinedColumn]);
            if (refusal.SqlState == PostgresErrorCodes.UndefinedColumn) Assert.Fail($"The attack is written wrongly: {refusal.MessageText}");
        }
    }

    [Fact]
    public async Task A_host_does_not_become_more_by_stepping_back_to_its_login()
    {
        await using var source = database.RuntimeSource();
        await using var command = source.CreateCommand("set role none; select * from people.person");
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    // No attack succeeds, so one database is enough.
    public sealed class OneDatabase : IAsyncLifetime
    {
        public TestDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync();

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
