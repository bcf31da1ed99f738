using Npgsql;

namespace WorkWell.Referrals.Tests;

public sealed class WholeOrNothingTests(LoggingDoor referralSource) : IClassFixture<LoggingDoor>
{
    [Theory]
    [InlineData("people.person")]
    [InlineData("people.consent")]
    [InlineData("referrals.referral")]
    [InlineData("access.audit_entry")]
    public async Task A_connection_that_dies_in_the_middle_leaves_nothing_and_the_same_post_again_makes_one_referral(string table)
    {
        var before = await referralSource.RowsAsync();
        var key = Guid.NewGuid().ToString();
        var body = OneDoor.Good("employer").ToJsonString();

        // The post is held up at this table, with whatever it wrote before still open, and its connection is cut there.
        await using (var blocker = new NpgsqlConnection(referralSource.Host.Database.ConnectionString))
        {
            await blocker.OpenAsync();
            await using var transaction = await blocker.BeginTransactionAsync();
            await ExecuteAsync(blocker, $"lock table {table} in access exclusive mode");
            var post = PostAsync(key, body);
            while (await CutAsync(blocker, table) == 0) await Task.Yield();
            var failed = await post;
            Assert.Equal(500, (int)failed.StatusCode);
            Assert.Equal("application/problem+json", failed.Content.Headers.ContentType?.MediaType);
            Assert.DoesNotContain("Npgsql", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(before, await referralSource.RowsAsync());

        var first = await (await PostAsync(key, body)).Content.ReadAsStringAsync();
        var second = await (await PostAsync(key, body)).Content.ReadAsStringAsync();
        Assert.Equal(first, second);
        Assert.Contains("WW-", first, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostAsync(string key, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/referrals/employer")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        return await referralSource.Host.Client.SendAsync(request);
    }

    private static async Task<long> CutAsync(NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand(
            """
            select count(pg_terminate_backend(pid)) from pg_locks
            where relation = $1::regclass and not granted and database = (select oid from pg_database where datname = current_database())
            """, connection) { Parameters = { new() { Value = table } } };
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
