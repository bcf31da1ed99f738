using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps.Tests;

/// <summary>Each test has a database of its own: a tick does whatever is due in it.</summary>
public sealed class TickTests : IAsyncLifetime
{
    private readonly FollowUpsFixture given = new();

    public ValueTask InitializeAsync() => given.InitializeAsync();

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Fact]
    public async Task Nothing_is_done_before_its_time_and_everything_at_it()
    {
        var card = await OfferedAsync();

        await given.TickAtAsync(At("2026-09-09T08:59:59Z"));
        Assert.DoesNotContain(given.MessagesOf(card), message => message.Type == "offer-nudge");

        await given.TickAtAsync(At("2026-09-09T09:00:00Z"));
        var nudge = Assert.Single(given.MessagesOf(card), message => message.Type == "offer-nudge");
        Assert.Equal(("offers@coaches.example", "Sähëlï Hub", "2026-09-07"), (nudge.To.Email, nudge.Fields["organisation"], nudge.Fields["offeredOn"]));
        Assert.Equal(At("2026-09-11T09:00:00Z"), nudge.UsefulUntil);
    }

    [Fact]
    public async Task A_tick_that_comes_twice_does_everything_once()
    {
        var card = await OfferedAsync();

        await given.TickAtAsync(At("2026-09-09T09:00:00Z"));
        await given.TickAtAsync(At("2026-09-09T09:00:00Z"));
        await given.TickAtAsync(At("2026-09-07T09:00:00Z"));
        await given.TickAtAsync(At("2026-09-09T09:00:01Z"));

        Assert.Single(given.MessagesOf(card), message => message.Type == "offer-nudge");
    }

    [Fact]
    public async Task Two_hosts_share_the_work_and_nothing_is_done_twice()
    {
        var cards = new List<ReferralCard>();
        for (var i = 0; i < 40; i++) cards.Add(await OfferedAsync(i % 2 == 0 ? "one" : "two"));
        given.Clock.Set(At("2026-09-14T10:00:00Z"));
        await using var other = given.Build();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? given.TickAsync() : other.GetRequiredService<RecurringJobs>().RunAsync(WorkWell.FollowUps.Contracts.IFollowUps.TickJob, default)))));

        Assert.All(cards, card => Assert.Single(given.MessagesOf(card), message => message.Type == "offer-nudge"));
        Assert.Equal(40L, await given.Stored.ReadAsync<long>("select count(*) from follow_ups.task where code = 'offer-unanswered'"));
        Assert.Equal(0L, await given.Stored.ReadAsync<long>("select count(*) from follow_ups.due where state = 0"));
    }

    [Fact]
    public async Task After_a_week_asleep_what_is_too_late_is_dropped_and_the_rest_comes_in_order()
    {
        var card = await OfferedAsync();

        await given.TickAtAsync(At("2026-09-16T09:00:00Z"));

        Assert.Equal("offer:1 offer-nudge:3:useful-until-passed offer-nudge/1/2:1 offer-unanswered:1", await given.StatesAsync(card));
        Assert.Equal("offer-unanswered:open", await given.TasksAsync(card));
    }

    [Fact]
    public async Task Whoever_wakes_at_night_waits_with_messages_until_morning()
    {
        var card = await OfferedAsync();

        await given.TickAtAsync(At("2026-09-10T01:00:00Z"));

        Assert.Equal(At("2026-09-10T08:00:00Z"), Assert.Single(given.MessagesOf(card), message => message.Type == "offer-nudge").NotBefore);
    }

    [Fact]
    public async Task A_check_in_is_useful_for_a_week()
    {
        var card = given.ACard();
        given.Referrals.Cards[card.ReferralId] = card;
        await given.HappenAsync(new SupportStarted(card.ReferralId, card.Area, card, Sample.Facts));

        await given.TickAtAsync(At("2026-10-12T05:00:00Z")); // the check-in of Monday 5 October is useful until Monday 12 October, 10:00; woken at 06:00
        Assert.Contains(given.MessagesOf(card), message => message.Type == "coach-check-in");

        await given.TickAtAsync(At("2026-11-08T23:30:00Z")); // Sunday night; that of 2 November is useful until Monday 10:00, and Monday opens at 08:00
        Assert.Equal(2, given.MessagesOf(card).Count(message => message.Type == "coach-check-in"));

        await given.TickAtAsync(At("2026-12-07T10:30:00Z"));
        Assert.Contains("check-in/1/3:3:useful-until-passed", await given.StatesAsync(card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_named_with_its_length_and_its_end()
    {
        var card = given.ACard();
        given.Referrals.Cards[card.ReferralId] = card;
        await given.HappenAsync(new SupportStarted(card.ReferralId, card.Area, card, Sample.Facts));

        await given.TickAtAsync(At("2026-10-20T09:00:00Z"));

        var warning = Assert.Single(given.MessagesOf(card), message => message.Type == "limit-warning");
        Assert.Equal(("P8W", "2026-11-02"), (warning.Fields["length"], warning.Fields["endsOn"]));
    }

    [Fact]
    public async Task What_belongs_to_an_area_that_is_switched_off_waits_for_it()
    {
        var card = await OfferedAsync("two");
        var other = await OfferedAsync("one");
        given.Areas.All.Remove("two", out var area);

        await given.TickAtAsync(At("2026-09-09T10:00:00Z"));
        Assert.DoesNotContain(given.MessagesOf(card), message => message.Type == "offer-nudge");
        Assert.Contains(given.MessagesOf(other), message => message.Type == "offer-nudge");

        given.Areas.All.Add("two", area!);
        await given.TickAtAsync(At("2026-09-10T10:00:00Z"));
        Assert.Contains(given.MessagesOf(card), message => message.Type == "offer-nudge");
    }

    [Fact]
    public async Task One_follow_up_that_cannot_be_done_is_set_aside_and_the_rest_are_done()
    {
        var cards = new List<ReferralCard>();
        for (var i = 0; i < 20; i++) cards.Add(await OfferedAsync());
        var poison = cards[7];
        given.Messages.Refuse = message => message.ReferralId == poison.ReferralId && message.Type == "offer-nudge" ? new InvalidOperationException("a bug") : null;

        await given.TickAtAsync(At("2026-09-09T10:00:00Z"));

        Assert.Contains("offer-nudge:5:InvalidOperationException:Queue", await given.StatesAsync(poison), StringComparison.Ordinal);
        Assert.All(cards.Where(card => card != poison), card => Assert.Single(given.MessagesOf(card), message => message.Type == "offer-nudge"));
    }

    [Fact]
    public async Task A_referral_that_is_gone_is_set_aside_with_its_reason()
    {
        var card = await OfferedAsync();
        given.Referrals.Cards.Clear();

        await given.TickAtAsync(At("2026-09-09T10:00:00Z"));

        Assert.Contains("offer-nudge:5:no-such-referral", await given.StatesAsync(card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_fails_for_a_moment_sets_nothing_aside()
    {
        var card = await OfferedAsync();
        given.Messages.Refuse = _ => new Npgsql.NpgsqlException("the line dropped");

        await Assert.ThrowsAsync<Npgsql.NpgsqlException>(() => given.TickAtAsync(At("2026-09-09T10:00:00Z")));
        given.Messages.Refuse = _ => null;
        await given.TickAsync();

        Assert.Contains("offer-nudge:1", await given.StatesAsync(card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backlog_larger_than_a_batch_is_done_in_one_tick_with_few_commits()
    {
        for (var i = 0; i < 30; i++)
        {
            var events = Enumerable.Range(0, 50).Select(_ => given.ACard()).Select(card =>
            {
                given.Referrals.Cards[card.ReferralId] = card;
                return (object)new OfferMade(card.ReferralId, card.Area, card, Sample.Facts, 1);
            });
            await given.HappenAsync([.. events]);
        }
        var before = await CommitsAsync();

        await given.TickAtAsync(At("2026-09-09T10:00:00Z"));

        Assert.Equal(1500L, await given.Stored.ReadAsync<long>("select count(*) from follow_ups.due where step = 'offer-nudge' and state = 1"));
        Assert.InRange(await CommitsAsync() - before, 1, 1500 * 0.05);
    }

    [Fact]
    public async Task Follow_ups_of_another_area_are_out_of_reach()
    {
        var card = await OfferedAsync("one");
        var theirs = new Actor("test", ["two"], "test");
        Assert.Empty(await given.Database.ReadAsync(theirs, "select step from follow_ups.due where referral_id = $1", [card.ReferralId], row => row.GetString(0), default));
        Assert.NotEmpty(await given.Database.ReadAsync(theirs with { Areas = ["one"] }, "select step from follow_ups.due where referral_id = $1", [card.ReferralId], row => row.GetString(0), default));
    }

    private async Task<ReferralCard> OfferedAsync(string area = "one")
    {
        var card = given.ACard(area);
        given.Referrals.Cards[card.ReferralId] = card;
        await given.HappenAsync(new OfferMade(card.ReferralId, card.Area, card, Sample.Facts, 1));
        return card;
    }

    private async Task<long> CommitsAsync()
    {
        // Each session reports its own commits when it is asked to, or within a second.
        await given.Stored.ReadAsync<string>("select pg_stat_force_next_flush()::text");
        return await given.Stored.ReadAsync<long>("select xact_commit from pg_stat_database where datname = current_database()");
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
