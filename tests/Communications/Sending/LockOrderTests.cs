using Npgsql;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Dispatch;
using WorkWell.Platform;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>
/// Every statement that locks several messages does so in the order of their ids, because two statements with different orders could deadlock.
/// </summary>
public sealed class LockOrderTests : IAsyncLifetime
{
    private const int Number = 9;

    private OutboxDatabase outbox = null!;

    public async ValueTask InitializeAsync() => outbox = await OutboxDatabase.CreateAsync();

    public ValueTask DisposeAsync() => outbox.DisposeAsync();

    [Theory]
    [InlineData("begin")]
    [InlineData("record")]
    [InlineData("cancel what an event ends")]
    [InlineData("cancel for a referral")]
    public async Task What_comes_after_a_message_somebody_holds_is_left_alone_until_it_is_free(string statement)
    {
        var referral = Guid.CreateVersion7(outbox.Clock.GetUtcNow());
        await outbox.QueueAsync(
            [.. Enumerable.Range(0, Number).Select(i => outbox.Message($"R/{i}") with { ReferralId = referral, EndedBy = ["support-ended"] })]);
        // In descending order: a statement without an order of its own would lock them that way.
        var claims = (await outbox.ClaimAsync()).OrderByDescending(claim => claim.Id.ToString(), StringComparer.Ordinal).ToArray();
        var middle = claims[Number / 2].Id;

        await using var somebody = new NpgsqlConnection(outbox.ConnectionString);
        await somebody.OpenAsync();
        await using var transaction = await somebody.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand(
            "select from communications.message where id = $1 for update",
            somebody) { Parameters = { new() { Value = middle } } }) await hold.ExecuteNonQueryAsync();

        var running = RunAsync(statement, claims, referral);
        while (await outbox.ReadAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0)
            Assert.False(running.IsCompleted, "The statement did not wait for the locked message.");
        await using var free = new NpgsqlCommand(
            "select array_agg(id order by id) from (select id from communications.message where id <> $1 for update skip locked) one",
            somebody) { Parameters = { new() { Value = middle } } };
        Assert.Equal(claims[..(Number / 2)].Select(claim => claim.Id).Reverse(), (Guid[])(await free.ExecuteScalarAsync())!);

        await transaction.RollbackAsync();
        await running;
    }

    private async Task RunAsync(string statement, IReadOnlyList<ClaimedMessage> claims, Guid referral)
    {
        switch (statement)
        {
            case "begin":
                Assert.Equal(Number, (await outbox.Attempts.BeginAsync([.. claims.Select(outbox.Ready)], default)).Count);
                break;
            case "record":
                Assert.Equal(Number, (await outbox.Outcomes.RecordAsync([.. claims.Select(claim => Outcome.Of(claim, "sent"))], default)).Count);
                break;
            default:
                await using (var change = outbox.Database.Begin(Actor.Job("test")))
                {
                    if (statement == "cancel for a referral") outbox.Outbox.CancelFor(change, referral, "withdrawn");
                    else outbox.Outbox.CancelEndedBy(change, [new MessagesEnded("llr", referral, "support-ended")]);
                    await change.CommitAsync(default);
                }
                break;
        }
    }
}
