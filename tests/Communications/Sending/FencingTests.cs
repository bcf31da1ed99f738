using WorkWell.Communications.Dispatch;

namespace WorkWell.Communications.Tests.Sending;

public sealed class FencingTests : IAsyncLifetime
{
    private OutboxDatabase outbox = null!;

    public async ValueTask InitializeAsync() => outbox = await OutboxDatabase.CreateAsync();

    public ValueTask DisposeAsync() => outbox.DisposeAsync();

    [Fact]
    public async Task What_is_about_to_be_sent_is_written_down_first()
    {
        var claim = await ClaimOneAsync();
        Assert.Single(await outbox.Attempts.BeginAsync([outbox.Ready(claim)], default));
        Assert.Equal("smtp email en Hello",
            await outbox.ReadAsync<string>("select concat_ws(' ', transport, channel, language, subject) from communications.attempt"));
    }

    [Fact]
    public async Task A_host_whose_lease_ran_out_may_not_begin()
    {
        var claim = await ClaimOneAsync();
        outbox.Clock.Advance(OutboxDatabase.Lease + TimeSpan.FromSeconds(1));
        Assert.Empty(await outbox.Attempts.BeginAsync([outbox.Ready(claim)], default));
    }

    [Fact]
    public async Task A_host_that_was_overtaken_may_neither_begin_nor_record()
    {
        var slow = await ClaimOneAsync();
        outbox.Clock.Advance(OutboxDatabase.Lease * 2);
        await RecoverAsync();
        outbox.Clock.Advance(TimeSpan.FromMinutes(5));
        var fast = Assert.Single(await outbox.ClaimAsync());
        Assert.Empty(await outbox.Attempts.BeginAsync([outbox.Ready(slow)], default));
        Assert.Empty(await outbox.Outcomes.RecordAsync([Outcome.Of(slow, "sent")], default));
        Assert.Single(await outbox.Attempts.BeginAsync([outbox.Ready(fast)], default));
        Assert.Single(await outbox.Outcomes.RecordAsync([Outcome.Of(fast, "sent")], default));
    }

    [Fact]
    public async Task A_message_that_was_only_claimed_goes_back_to_the_queue()
    {
        await ClaimOneAsync();
        outbox.Clock.Advance(OutboxDatabase.Lease * 2);
        await RecoverAsync();
        Assert.Equal("queued", await outbox.StateAsync("R/1"));
    }

    [Fact]
    public async Task A_message_that_was_about_to_be_sent_is_never_simply_sent_again()
    {
        var claim = await ClaimOneAsync();
        await outbox.Attempts.BeginAsync([outbox.Ready(claim)], default);
        outbox.Clock.Advance(OutboxDatabase.Lease * 2);
        await RecoverAsync();
        Assert.Equal("unconfirmed: host-stopped", await outbox.StateAsync("R/1"));
        Assert.Empty(await outbox.ClaimAsync());
    }

    [Fact]
    public async Task A_host_that_was_frozen_and_knows_what_became_of_it_may_still_say_so()
    {
        var claim = await ClaimOneAsync();
        await outbox.Attempts.BeginAsync([outbox.Ready(claim)], default);
        outbox.Clock.Advance(OutboxDatabase.Lease * 2);
        await RecoverAsync();
        Assert.Single(await outbox.Outcomes.RecordAsync([Outcome.Of(claim, "sent")], default));
        Assert.Equal("sent", await outbox.StateAsync("R/1"));
    }

    [Fact]
    public async Task A_message_that_can_be_asked_after_is_asked_after_by_one_host()
    {
        var claim = await ClaimOneAsync();
        await outbox.Attempts.BeginAsync([outbox.Ready(claim)], default);
        outbox.Clock.Advance(OutboxDatabase.Lease * 2);
        var (toAsk, _) = await outbox.ExpiredLeases.RecoverAsync(10, ["smtp"], OutboxDatabase.Lease, default);
        var (again, _) = await outbox.ExpiredLeases.RecoverAsync(10, ["smtp"], OutboxDatabase.Lease, default);
        Assert.Single(toAsk);
        Assert.Empty(again);
        Assert.Equal((claim.Attempt, claim.Token), (toAsk[0].Attempt, toAsk[0].Token));
    }

    [Fact]
    public async Task A_message_that_stops_every_host_that_touches_it_is_dead_lettered()
    {
        await outbox.QueueAsync(outbox.Message("R/1"));
        for (var crash = 0; crash < 3; crash++)
        {
            Assert.Single(await outbox.ClaimAsync());
            outbox.Clock.Advance(TimeSpan.FromHours(1));
            await RecoverAsync(maxFailures: 3);
            outbox.Clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal("dead-lettered: host-stopped", await outbox.StateAsync("R/1"));
    }

    [Fact]
    public async Task What_certainly_did_not_leave_is_not_kept_as_sent_and_the_setback_is_noted()
    {
        var claim = await ClaimOneAsync();
        await outbox.Attempts.BeginAsync([outbox.Ready(claim)], default);
        await outbox.Outcomes.RecordAsync(
            [Outcome.Of(claim, "queued", "mail-server-not-now") with { IsFailure = true, DidNotLeave = true, Wait = TimeSpan.FromMinutes(1) }], default);
        Assert.Equal(0L, await outbox.ReadAsync<long>("select count(*) from communications.attempt"));
        Assert.Equal("mail-server-not-now", await outbox.ReadAsync<string>("select reason from communications.delivery_failure"));
        Assert.Empty(await outbox.ClaimAsync());
        outbox.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(await outbox.ClaimAsync());
    }

    private async Task<ClaimedMessage> ClaimOneAsync()
    {
        await outbox.QueueAsync(outbox.Message("R/1"));
        return Assert.Single(await outbox.ClaimAsync());
    }

    private Task<(IReadOnlyList<ExpiredLease> ToAsk, int Settled)> RecoverAsync(int maxFailures = 10) =>
        outbox.ExpiredLeases.RecoverAsync(maxFailures, [], OutboxDatabase.Lease, default);
}
