using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.People.Tests;

/// <summary>However many people an area knows, a search reads the few that its index names, behind the walls of the database.</summary>
public sealed class SearchPlanTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await database.RunAsync(
            """
            insert into people.person (
              id, area, given_name, family_name, born_on, nhs_number, email, phone, address_lines, language, stopped_channels, needs_interpreter, formats,
              name_key, is_demonstration, registered_at)
            select gen_random_uuid(), case when n % 4 = 0 then 'llr' else 'dudley' end, 'Given' || n, 'Family' || n, date '1950-01-01' + n % 20000,
              md5(n::text), n || '@people.example', '+4477009' || n, '{}', 'en', '{}', false, '{}', 'fml' || n % 997 || ' gfn' || n % 613, true, now()
            from generate_series(1, 20000) n;
            analyze people.person;
            """);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    public static TheoryData<string, object[], string> Searches => new()
    {
        { PeopleSearch.ByOneName, ["llr", (string[])["fml7"], 500], "person_by_names" },
        { PeopleSearch.ByOneName, ["llr", (string[])["fml7"], 500], "person_by_other_name" },
        { PeopleSearch.ByBothNames, ["llr", (string[])["fml7", "gfn7"], 500], "person_by_names" },
        { PeopleSearch.ByBirthDate, ["llr", new DateOnly(1965, 3, 4), 51], "person_by_name" },
        { PeopleSearch.ByEmail, ["llr", "Asha@People.example", 51], "person_by_email" },
        { PeopleSearch.ByNumber, ["llr", "+447700900123", "abc", 51], "person_by_phone" },
        { PeopleSearch.ByNumber, ["llr", "+447700900123", "abc", 51], "person_by_nhs_number" },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task No_search_reads_the_whole_table(string sql, object[] values, string index)
    {
        foreach (var organisation in (string[])["", "ours"])
        {
            var plan = await PlanAsync(sql, values, organisation);
            Assert.Contains(index, plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan on person", plan, StringComparison.Ordinal);
        }
    }

    private async Task<string> PlanAsync(string sql, object[] values, string organisation)
    {
        await using var host = NpgsqlDataSource.Create(database.HostConnectionString);
        await using var connection = await host.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "set local role workwell_runtime", []);
        await RunAsync(connection, "select set_config('workwell.areas', 'llr', true), set_config('workwell.organisation', $1, true)", [organisation]);
        await using var command = CommandOf(connection, "explain " + sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, object[] values)
    {
        await using var command = CommandOf(connection, sql, values);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlCommand CommandOf(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
