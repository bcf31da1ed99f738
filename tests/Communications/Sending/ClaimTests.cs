using WorkWell.Communications.Dispatch;

namespace WorkWell.Communications.Tests.Sending;

public sealed class ClaimTests : IAsyncLifetime
{
    private OutboxDatabase outbox = null!;

    public async ValueTask InitializeAsync() => outbox = await OutboxDatabase.CreateAsync();

    public ValueTask DisposeAsync() => outbox.DisposeAsync();

    [Fact]
    public async Task A_message_is_claimed_once_however_many_ask()
    {
        await outbox.QueueAsync([.. Enumerable.Range(0, 200).Select(i => outbox.Message($"R/{i}"))]);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => outbox.ClaimAsync(40)));
        var ids = claims.SelectMany(claim => claim).Select(claim => claim.Id).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.True(ids.Length >= 40);
    }

    [Fact]
    public async Task A_message_is_not_claimed_before_its_time()
    {
        await outbox.QueueAsync(outbox.Message("R/1") with { NotBefore = outbox.Clock.GetUtcNow().AddMinutes(1) });
        Assert.Empty(await outbox.ClaimAsync());
        outbox.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(await outbox.ClaimAsync());
    }

    [Fact]
    public async Task A_message_that_is_no_longer_useful_is_cancelled()
    {
        await outbox.QueueAsync(outbox.Message("R/1") with { UsefulUntil = outbox.Clock.GetUtcNow().AddDays(1) });
        outbox.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Empty(await outbox.ClaimAsync());
        Assert.Equal("cancelled: too-late", await outbox.StateAsync("R/1"));
    }

    [Fact]
    public async Task Urgent_messages_go_first()
    {
        await outbox.QueueAsync([.. Enumerable.Range(0, 50).Select(i => outbox.Message($"R/{i}"))]);
        outbox.Clock.Advance(TimeSpan.FromMinutes(1));
        await outbox.QueueAsync(outbox.Message("R/urgent") with { IsUrgent = true });
        Assert.Equal("R/urgent", Assert.Single(await outbox.ClaimAsync(1)).Key);
    }

    [Fact]
    public async Task Ten_thousand_messages_of_one_area_never_stand_before_another_areas_few()
    {
        await outbox.QueueAsync([.. Enumerable.Range(0, 10_000).Select(i => outbox.Message($"B/{i}", area: "bsol"))]);
        outbox.Clock.Advance(TimeSpan.FromMinutes(5));
        await outbox.QueueAsync([.. Enumerable.Range(0, 5).Select(i => outbox.Message($"D/{i}", area: "dudley"))]);
        await outbox.QueueAsync([.. Enumerable.Range(0, 5).Select(i => outbox.Message($"L/{i}"))]);
        var first = await outbox.ClaimAsync(30);
        Assert.Equal(5, first.Count(claim => claim.Area == "dudley"));
        Assert.Equal(5, first.Count(claim => claim.Area == "llr"));
        Assert.Equal(10, first.Count(claim => claim.Area == "bsol"));
        // Without other areas to share with, the large one gets all the capacity.
        Assert.Equal(30, (await outbox.ClaimAsync(30)).Count);
    }

    [Fact]
    public async Task Areas_with_thousands_share_a_lane_that_is_narrower_than_their_number()
    {
        string[] areas = [.. Enumerable.Range(0, 20).Select(i => $"area-{i}")];
        foreach (var area in areas) await outbox.QueueAsync([.. Enumerable.Range(0, 50).Select(i => outbox.Message($"R/{i}", area))]);
        var served = new List<string>();
        for (var pass = 0; pass < 40; pass++) served.AddRange((await outbox.ClaimAsync(4, areas)).Select(claim => claim.Area));
        Assert.Equal(160, served.Count);
        Assert.Equal(20, served.Distinct().Count());
    }

    [Fact]
    public async Task A_message_of_an_area_that_is_not_served_waits()
    {
        await outbox.QueueAsync(outbox.Message("R/1", area: "swl"));
        Assert.Empty(await outbox.ClaimAsync());
        Assert.Equal("queued", await outbox.StateAsync("R/1"));
    }

    [Fact]
    public async Task Every_claim_has_a_higher_token_and_attempt_than_the_one_before()
    {
        await outbox.QueueAsync(outbox.Message("R/1"));
        var first = Assert.Single(await outbox.ClaimAsync());
        await outbox.Outcomes.RecordAsync([Outcome.Of(first, "queued", "mail-server-away")], default);
        var second = Assert.Single(await outbox.ClaimAsync());
        Assert.True(second.Token > first.Token);
        Assert.Equal((1, 2), (first.Attempt, second.Attempt));
    }
}
