using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>A stranger who has us write to somebody again and again.</summary>
public sealed class RecipientLimitTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Limits = new() { ["Dispatch:TextsToOneNumber"] = "3", ["Dispatch:EmailsToOneAddress"] = "5" };
    private SendingHost given = null!;

    public async ValueTask InitializeAsync() => given = await SendingHost.StartAsync(Limits);

    public ValueTask DisposeAsync() => given.DisposeAsync();

    // Other tests of this process measure too, so the number is a lower bound.
    [Fact]
    public async Task What_is_held_is_measured_as_the_alert_expects()
    {
        var rules = await File.ReadAllTextAsync(Checkout.Path("docs", "operations", "alerts.yaml"));
        Assert.Contains("""{state="dead-lettered",reason="recipient-limit"}""", rules, StringComparison.Ordinal);
        var held = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "workwell.messages.outcomes") listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (tags.Contains(new("state", "dead-lettered")) && tags.Contains(new("reason", "recipient-limit"))) Interlocked.Add(ref held, count);
        });
        listener.Start();
        await given.QueueAsync([.. Enumerable.Range(0, 9).Select(number => Link($"M/{number}", "+447700900125"))]);
        await given.SendDueAsync();
        Assert.InRange(held, 6, long.MaxValue);
    }

    [Fact]
    public async Task Of_forty_links_to_one_number_only_a_few_leave_in_an_hour_and_other_numbers_get_theirs()
    {
        await given.QueueAsync([.. Enumerable.Range(0, 40).Select(number => Link($"R/{number}", "+447700900123")), Link("S/1", "+447700900124")]);
        await given.SendDueAsync();
        Assert.Equal(3, given.Notify.Received.Count(message => message.To == "+447700900123"));
        Assert.Single(given.Notify.Received, message => message.To == "+447700900124");
        var held = await given.Host.Database.ReadAsync<long>("select count(*) from communications.message where reason = 'recipient-limit'");
        Assert.Equal(37, held);

        given.Clock.Advance(TimeSpan.FromMinutes(61));
        await given.QueueAsync(Link("R/later", "+447700900123"));
        await given.SendDueAsync();
        Assert.Equal("sent", await given.StateAsync("R/later"));
    }

    [Fact]
    public async Task Two_hosts_share_one_count()
    {
        await using var other = await given.AnotherHostAsync();
        for (var number = 0; number < 6; number++)
        {
            await given.QueueAsync(Link($"R/{number}", "+447700900123"));
            await (number % 2 == 0 ? given.SendDueAsync() : SendAsync(other));
        }
        Assert.Equal(3, given.Notify.Received.Count);
    }

    [Fact]
    public async Task First_messages_to_people_who_all_give_one_address_are_counted_together_and_later_news_is_not()
    {
        for (var number = 0; number < 8; number++)
        {
            var person = MessageTo.Person(await given.APersonAsync(email: "victim@example.org"));
            await given.QueueAsync(
                given.Message($"F/{number}", person) with { Type = "referral-received-eligible", Fields = First }, given.Message($"N/{number}", person));
        }
        await given.SendDueAsync();
        Assert.Equal(5 + 8, given.Mail.Received.Count);
    }

    [Theory]
    [InlineData("+353871234567")]
    [InlineData("+919876543210")]
    public async Task A_number_abroad_gets_text_messages_only_where_the_area_says_so(string number)
    {
        await given.QueueAsync(Link("R/abroad", number));
        await given.SendDueAsync();
        Assert.Empty(given.Notify.Received);

        await using var open = await SendingHost.StartAsync(new Dictionary<string, string?> { ["Areas:ncl:TextsAbroad:0"] = "353" });
        await open.QueueAsync(Link("R/abroad", number));
        await open.SendDueAsync();
        Assert.Equal(number.StartsWith("+353", StringComparison.Ordinal) ? 1 : 0, open.Notify.Received.Count);
    }

    private static readonly Dictionary<string, string> First = new() { ["reference"] = "WW-7K3M-P9QX", ["receivedOn"] = "2026-09-07" };

    private static Task<int> SendAsync(RunningHost host) => host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);

    private MessageRequest Link(string key, string number) => new()
    {
        Key = key,
        Area = "ncl",
        Type = "save-and-return-link",
        ReferralId = MessageId.For("ncl", key),
        To = MessageTo.Number(number),
        Fields = new Dictionary<string, string> { ["link"] = "https://workwell.example/go-on/7k3m", ["until"] = "2026-09-21" },
        NotBefore = given.Clock.GetUtcNow(),
    };
}
