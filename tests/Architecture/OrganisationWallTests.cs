using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>The walls around partner organisations stand in the database, whatever the application asks for.</summary>
public sealed class OrganisationWallTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_query_without_any_condition_shows_an_organisation_only_what_is_its_own()
    {
        await database.RunAsync(
            """
            insert into people.person (
              id, area, given_name, family_name, address_lines, language, stopped_channels, needs_interpreter, formats, name_key, is_demonstration,
              registered_at)
            select ('00000000-0000-7000-8000-00000000000' || letter)::uuid, 'llr', name, 'Example', '{}', 'en', '{}', false, '{}', '', true, now()
            from (values ('a', 'Offered'), ('b', 'Accepted'), ('c', 'Another')) as p (letter, name);
            insert into referrals.referral (
              id, area, reference, person_id, referral_source, received_at, outcome, next_step, is_urgent, facts, decision, organisation, service, accepted_at,
              offer_number, is_demonstration)
            select ('00000000-0000-7000-9000-00000000000' || letter)::uuid, 'llr', reference, ('00000000-0000-7000-8000-00000000000' || letter)::uuid, 'self',
              '2026-09-07', 'eligible', 'offer-to-partner', false, '{}', '{}', organisation, 'coaching', accepted_at, 1, true
            from (values ('a', 'WW-2222-2222', 'ours', null::timestamptz), ('b', 'WW-3333-3333', 'ours', '2026-09-08'),
              ('c', 'WW-4444-4444', 'theirs', '2026-09-08')) as r (letter, reference, organisation, accepted_at)
            """);
        Assert.Equal(["WW-2222-2222", "WW-3333-3333"], await SeenByAsync("ours", "select reference from referrals.referral order by 1"));
        Assert.Equal(["Accepted"], await SeenByAsync("ours", "select given_name from people.person"));
        Assert.Equal(["Another"], await SeenByAsync("theirs", "select given_name from people.person"));
        Assert.Empty(await SeenByAsync("nobody", "select given_name from people.person union all select reference from referrals.referral"));
        Assert.Equal(3, (await SeenByAsync("", "select given_name from people.person")).Count);
    }

    private async Task<List<string>> SeenByAsync(string organisation, string sql)
    {
        await using var host = NpgsqlDataSource.Create(database.HostConnectionString);
        await using var connection = await host.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var role = new NpgsqlCommand("set local role workwell_runtime", connection);
        await role.ExecuteNonQueryAsync();
        await using var set = new NpgsqlCommand(
            "select set_config('workwell.areas', 'llr', true), set_config('workwell.organisation', $1, true)", connection)
        {
            Parameters = { new() { Value = organisation } },
        };
        await set.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        return found;
    }
}
