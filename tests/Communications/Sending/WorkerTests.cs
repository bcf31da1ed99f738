using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>The worker as in production, in real time. It hardly ever polls, so every message depends on a wake-up.</summary>
public sealed class WorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private LocalMailServer mail = null!;
    private RunningHost host = null!;

    public async ValueTask InitializeAsync()
    {
        mail = LocalMailServer.Start();
        host = await RunningHost.StartAsync(
            new Dictionary<string, string?>
            {
                ["Work:Enabled"] = "true",
                ["Dispatch:Enabled"] = "true",
                ["Dispatch:Poll"] = "01:00:00",
                ["Dispatch:Transports:Email"] = "smtp",
                ["Mail:From"] = "hello@workwell.example.org",
                ["Mail:Host"] = "127.0.0.1",
                ["Mail:Port"] = mail.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["Mail:Encrypted"] = "false",
                ["Mail:Connections"] = "4",
            },
            replace: WrongClock.Of(TimeSpan.Zero));
    }

    public async ValueTask DisposeAsync()
    {
        mail.Release.TrySetResult();
        await host.DisposeAsync();
        await mail.DisposeAsync();
    }

    [Fact]
    public async Task A_message_leaves_as_soon_as_its_change_is_committed()
    {
        await QueueAsync("one", 1);
        await mail.ArrivedAsync(1, default).WaitAsync(Patience);
        await QueueAsync("two", 1);
        await mail.ArrivedAsync(2, default).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_message_queued_by_a_host_that_only_serves_pages_leaves_as_soon_as_its_change_is_committed()
    {
        await using var pages = await RunningHost.StartAsync(replace: WrongClock.Of(TimeSpan.Zero), database: host.Database);
        await QueueAsync("one", 1, on: pages);
        await mail.ArrivedAsync(1, default).WaitAsync(Patience);
        await QueueAsync("two", 1, on: pages);
        await mail.ArrivedAsync(2, default).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_bulk_of_one_area_delays_neither_the_urgent_nor_the_ordinary_messages_of_another()
    {
        await QueueAsync("bulk", 3000, area: "ncl");
        await mail.ArrivedAsync(40, default).WaitAsync(Patience);
        await QueueAsync("few", 5, area: "national");
        await QueueAsync("urgent", 5, area: "national", isUrgent: true);
        await mail.ArrivedAsync(3000, default).WaitAsync(TimeSpan.FromMinutes(2));
        var order = mail.Received.Select(one => one.MessageId.Split('.')[0]).ToArray();
        var first = Array.IndexOf(order, "national");
        var last = Array.LastIndexOf(order, "national");
        Assert.Equal(10, order.Count(area => area == "national"));
        // The two areas alternate, so about ten messages of the other area are between these ten.
        Assert.InRange(last - first, 9, 60);
        Assert.True(last < 2000, $"The last of the ten came as number {last}.");
    }

    [Fact]
    public async Task A_host_that_is_stopped_waits_for_what_is_on_its_way()
    {
        mail.Behaviour = _ => MailBehaviour.HoldAfterContent;
        await QueueAsync("held", 2);
        await mail.ArrivedAsync(2, default).WaitAsync(Patience);
        var stopping = host.StopAsync();
        mail.Release.TrySetResult();
        await stopping;
        Assert.Equal(2L, await host.Database.ReadAsync<long>("select count(*) from communications.message where state = 'sent'"));
    }

    private async Task QueueAsync(string name, int number, string area = "ncl", bool isUrgent = false, RunningHost? on = null)
    {
        var services = (on ?? host).Services;
        await using var change = services.GetRequiredService<Database>().Begin(Actor.Job("test"));
        services.GetRequiredService<IMessages>().Queue(change, [.. Enumerable.Range(0, number).Select(i => new MessageRequest
        {
            Key = $"{name}/{i}",
            Area = area,
            Type = "referrer-receipt",
            ReferralId = MessageId.For(area, name),
            To = MessageTo.Address("gp@example.org"),
            Fields = new Dictionary<string, string> { ["reference"] = "WW-7K3M-P9QX", ["receivedOn"] = "2026-09-07" },
            NotBefore = change.At,
            IsUrgent = isUrgent,
        })]);
        await change.CommitAsync(default);
    }
}
