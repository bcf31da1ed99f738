using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Communications.Tests.Sending;

public sealed class OutboxTests : IAsyncLifetime
{
    private OutboxDatabase outbox = null!;

    public async ValueTask InitializeAsync() => outbox = await OutboxDatabase.CreateAsync();

    public ValueTask DisposeAsync() => outbox.DisposeAsync();

    [Fact]
    public async Task A_message_that_is_queued_twice_is_one_message()
    {
        await outbox.QueueAsync(outbox.Message("R/acknowledge/1"), outbox.Message("R/acknowledge/1"));
        await outbox.QueueAsync(outbox.Message("R/acknowledge/1"));
        Assert.Equal(1L, await outbox.ReadAsync<long>("select count(*) from communications.message"));
    }

    [Fact]
    public async Task The_same_key_in_another_area_is_another_message()
    {
        await outbox.QueueAsync(outbox.Message("R/acknowledge/1"), outbox.Message("R/acknowledge/1", area: "bsol"));
        Assert.Equal(2L, await outbox.ReadAsync<long>("select count(*) from communications.message"));
    }

    [Fact]
    public async Task A_message_of_a_change_that_is_not_committed_was_never_there()
    {
        await using (var change = outbox.Database.Begin(Actor.Job("test"))) outbox.Outbox.Queue(change, outbox.Message("R/acknowledge/1"));
        Assert.Equal(0L, await outbox.ReadAsync<long>("select count(*) from communications.message"));
    }

    [Fact]
    public async Task Whoever_acts_for_one_area_cannot_queue_for_another()
    {
        await using var change = outbox.Database.Begin(new Actor("test", ["bsol"], "test"));
        outbox.Outbox.Queue(change, outbox.Message("R/acknowledge/1"));
        await Assert.ThrowsAsync<PostgresException>(() => change.CommitAsync(default));
    }

    [Fact]
    public async Task Whoever_ends_a_referral_cancels_what_is_queued_for_it_and_nothing_else()
    {
        var ended = outbox.Message("R/acknowledge/1");
        await outbox.QueueAsync(ended, outbox.Message("S/acknowledge/1"));
        await CancelAsync(ended.ReferralId);
        Assert.Equal("cancelled: withdrawn", await outbox.StateAsync("R/acknowledge/1"));
        Assert.Equal("queued", await outbox.StateAsync("S/acknowledge/1"));
    }

    [Fact]
    public async Task A_message_cancelled_while_it_is_being_sent_is_not_tried_again()
    {
        var ended = outbox.Message("R/acknowledge/1");
        await outbox.QueueAsync(ended);
        var claim = Assert.Single(await outbox.ClaimAsync());
        await CancelAsync(ended.ReferralId);
        Assert.Equal("sending", await outbox.StateAsync("R/acknowledge/1"));
        await outbox.Outcomes.RecordAsync([Dispatch.Outcome.Of(claim, "queued", "mail-server-away")], default);
        Assert.Equal("cancelled: withdrawn", await outbox.StateAsync("R/acknowledge/1"));
    }

    [Fact]
    public async Task A_message_cancelled_while_it_is_being_sent_and_sent_all_the_same_says_so()
    {
        var ended = outbox.Message("R/acknowledge/1");
        await outbox.QueueAsync(ended);
        var claim = Assert.Single(await outbox.ClaimAsync());
        await CancelAsync(ended.ReferralId);
        await outbox.Outcomes.RecordAsync([Dispatch.Outcome.Of(claim, "sent")], default);
        Assert.Equal("sent", await outbox.StateAsync("R/acknowledge/1"));
    }

    [Fact]
    public async Task A_stored_message_is_small()
    {
        await outbox.QueueAsync(
            [.. Enumerable.Range(0, 1000)
            .Select(i => outbox.Message(
            $"{Guid.NewGuid()}/acknowledge/{i}") with { Fields =
            new Dictionary<string, string> { ["reference"] = "WW-7K3M-P9QX", ["receivedOn"] = "2026-09-07" } })]);
        Assert.InRange(await outbox.ReadAsync<double>("select avg(pg_column_size(m.*))::float8 from communications.message m"), 1, 330);
    }

    private async Task CancelAsync(Guid referral)
    {
        await using var change = outbox.Database.Begin(Actor.Job("test"));
        outbox.Outbox.CancelFor(change, referral, "withdrawn");
        await change.CommitAsync(default);
    }
}
