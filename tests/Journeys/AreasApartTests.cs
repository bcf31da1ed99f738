using Npgsql;

namespace WorkWell.Journeys.Tests;

/// <summary>With referrals in every area, an actor limited to one area sees only that area, in every table.</summary>
public sealed class AreasApartTests(FrontDoor referralSource) : IClassFixture<FrontDoor>
{
    [Fact]
    public async Task In_every_table_each_area_sees_its_own_rows_and_no_others()
    {
        foreach (var postcode in (string[])["LE1 0ZA", "DY1 0ZA", "N1 0ZA", "CR0 0ZA", "nowhere"])
        {
            await referralSource.ReferAsync("employer", FrontDoor.Someone("employer", postcode));
            await referralSource.ReferAsync("employer", FrontDoor.Someone("employer", postcode));
        }
        var tables = (await RowsAsync(
            "*", "select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'area' join pg_namespace n on n.oid " +
            "= c.relnamespace where c.relkind = 'r' and n.nspname <> 'pg_catalog'"))
            .Order().ToArray();

        var compared = 0;
        foreach (var table in tables)
        {
            var all = (await RowsAsync("*", $"select area from {table}")).CountBy(area => area).ToDictionary();
            foreach (var area in (string[])["llr", "dudley", "national"])
            {
                var seen = await RowsAsync(area, $"select area from {table}");
                Assert.All(seen, found => Assert.Equal(area, found));
                Assert.Equal(all.GetValueOrDefault(area), seen.Count);
                if (seen.Count > 0) compared++;
            }
            Assert.Empty(await RowsAsync("", $"select area from {table}"));
        }
        Assert.True(compared >= 15, $"only {compared} tables and areas had rows to compare");
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string areas, string sql)
    {
        await using var source = referralSource.Host.Database.RuntimeSource();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { new("select set_config('workwell.areas', $1, true)") { Parameters = { new() { Value = areas } } }, new(sql) },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
