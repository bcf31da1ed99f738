using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>Messages after a pause of the machine, and when the clocks change.</summary>
public sealed class WakingUpTests : IAsyncLifetime
{
    private SendingHost given = null!;

    public async ValueTask InitializeAsync() => given = await SendingHost.StartAsync(new Dictionary<string, string?> { ["Mail:Connections"] = "1" });

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Fact]
    public async Task After_a_week_asleep_what_is_too_late_is_cancelled_and_the_rest_goes_in_order()
    {
        var start = given.Clock.GetUtcNow();
        await given.QueueAsync([.. Enumerable.Range(0, 40).Select(hour =>
            Referrer(hour, start.AddHours(hour * 4)) with { UsefulUntil = hour % 2 == 0 ? start.AddHours((hour * 4) + 8) : null })]);
        given.Clock.Advance(TimeSpan.FromDays(7));
        await given.SendDueAsync();

        // Messages useful for eight hours remain from the last eight hours only; the others have no limit.
        int[] expected = [.. Enumerable.Range(0, 40).Where(hour => hour % 2 == 1 || (hour * 4) + 8 >= 168)];
        Assert.Equal(expected, given.Mail.Received.Select(mail => int.Parse(mail.To[0].Split('@')[0], CultureInfo.InvariantCulture)));
        Assert.Equal(40L - expected.Length,
            await given.Host.Database.ReadAsync<long>("select count(*) from communications.message where state = 'cancelled' and reason = 'too-late'"));
    }

    [Fact]
    public async Task Whoever_wakes_at_night_sends_to_people_in_the_morning_oldest_first_and_not_all_in_one_minute()
    {
        var person = await given.APersonAsync();
        var start = given.Clock.GetUtcNow();
        await given.QueueAsync([
            .. Enumerable.Range(0, 24).Select(i => given.Message($"R/check-in/{i}", MessageTo.Person(person)) with { NotBefore = start.AddMinutes(25 * i) })]);
        given.Clock.Set(new DateTimeOffset(2026, 9, 9, 1, 0, 0, TimeSpan.Zero));
        await given.SendDueAsync();
        Assert.Empty(given.Mail.Received);

        var open = new DateTimeOffset(2026, 9, 9, 7, 0, 0, TimeSpan.Zero);
        var due = await given.Host.Database.ReadAsync<string>("select string_agg(split_part(key, '/', 3), ',' order by due_at) from communications.message");
        Assert.Equal(string.Join(',', Enumerable.Range(0, 24)), due);
        Assert.Equal(24L, await given.Host.Database.ReadAsync<long>(
            "select count(distinct due_at) from communications.message where due_at between $1 and $2", open, open.AddHours(1)));
        given.Clock.Set(open.AddHours(1));
        await given.SendDueAsync();
        Assert.Equal(24, given.Mail.Count);
    }

    [Fact]
    public async Task A_backlog_leaves_no_faster_than_the_carrier_allows()
    {
        await using var slow = await SendingHost.StartAsync(new Dictionary<string, string?> { ["Mail:PerMinute"] = "60" });
        await slow.QueueAsync([.. Enumerable.Range(0, 30).Select(i => slow.Message($"R/{i}", MessageTo.Address("gp@example.org")))]);
        slow.Clock.Advance(TimeSpan.FromDays(7));
        await slow.SendDueAsync();
        Assert.Equal(2, slow.Mail.Count);
        for (var second = 1; second <= 10; second++)
        {
            slow.Clock.Advance(TimeSpan.FromSeconds(1));
            await slow.SendDueAsync();
        }
        Assert.InRange(slow.Mail.Count, 10, 12);
    }

    [Fact]
    public async Task Two_hosts_together_hand_no_more_to_Notify_than_it_takes_a_minute()
    {
        await using var one = await SendingHost.StartAsync(new Dictionary<string, string?> { ["Notify:PerMinute"] = "120" });
        await using var other = await one.AnotherHostAsync();
        var person = await one.APersonAsync(email: null);
        await one.QueueAsync([.. Enumerable.Range(0, 60).Select(i => one.Message($"R/{i}", MessageTo.Person(person)))]);
        var dispatch = other.Services.GetRequiredService<IMessageDispatch>();
        for (var second = 0; second <= 10; second++)
        {
            await Task.WhenAll(one.SendDueAsync(), dispatch.SendDueAsync(default));
            one.Clock.Advance(TimeSpan.FromSeconds(1));
            other.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        // Two a second for ten seconds, plus the two seconds' worth in the bucket.
        Assert.InRange(one.Notify.Received.Count, 20, 24);
        Assert.Equal(one.Notify.Received.Count, one.Notify.Received.Select(message => message.Reference).Distinct().Count());
    }

    [Theory]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-26T08:00:00Z")] // the first 01:30, on a Sunday; quiet hours end on Monday at 08:00, winter time
    [InlineData("2026-10-25T01:30:00Z", "2026-10-26T08:00:00Z")] // the second 01:30
    [InlineData("2027-03-28T00:59:59Z", "2027-03-30T07:00:00Z")] // a second before 01:00 becomes 02:00, and the next day is Easter Monday
    [InlineData("2027-03-28T01:00:00Z", "2027-03-30T07:00:00Z")]
    public async Task When_the_clocks_change_a_message_waits_for_the_morning_and_is_sent_once(string wakes, string opens)
    {
        var (wake, open) = (DateTimeOffset.Parse(wakes, CultureInfo.InvariantCulture), DateTimeOffset.Parse(opens, CultureInfo.InvariantCulture));
        given.Clock.Set(wake);
        await given.QueueAsync(given.Message("R/check-in/1", MessageTo.Person(await given.APersonAsync())));
        await given.SendDueAsync();
        given.Clock.Set(wake.AddHours(1));
        await given.SendDueAsync();
        given.Clock.Set(open.AddSeconds(-1));
        await given.SendDueAsync();
        Assert.Equal(("queued: quiet-hours", 0), (await given.StateAsync("R/check-in/1"), given.Mail.Count));

        given.Clock.Set(open.AddHours(1));
        await given.SendDueAsync();
        await given.SendDueAsync();
        Assert.Equal(("sent", 1), (await given.StateAsync("R/check-in/1"), given.Mail.Count));
    }

    [Fact]
    public async Task A_lease_that_spans_the_change_of_the_clocks_is_as_long_as_any()
    {
        given.Clock.Set(new DateTimeOffset(2026, 10, 25, 0, 59, 30, TimeSpan.Zero));
        await given.QueueAsync(given.Message("R/1", MessageTo.Address("gp@example.org")));
        var claims = given.Host.Services.GetRequiredService<Dispatch.ClaimMessages>();
        var (claimed, _) = await claims.ClaimAsync([new("smtp", "email", 1)], ["ncl"], TimeSpan.FromMinutes(3), default);
        Assert.Single(claimed);
        given.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, await given.Host.Services.GetRequiredService<Dispatch.Dispatcher>().RecoverExpiredLeasesAsync(default));
        given.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await given.Host.Services.GetRequiredService<Dispatch.Dispatcher>().RecoverExpiredLeasesAsync(default));
    }

    private MessageRequest Referrer(int number, DateTimeOffset notBefore) =>
        given.Message($"R/{number}", MessageTo.Address(string.Create(CultureInfo.InvariantCulture, $"{number}@example.org"))) with { NotBefore = notBefore };
}
