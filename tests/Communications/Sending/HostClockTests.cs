using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Outbox;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>Two workers on one database, one with a clock an hour fast, the other an hour slow.</summary>
public sealed class HostClockTests : IAsyncLifetime
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, DateTimeOffset> arrivedAt = [];
    private TestDatabase database = null!;
    private LocalMailServer mail = null!;
    private RunningHost ahead = null!;
    private RunningHost behind = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        mail = LocalMailServer.Start();
        mail.Behaviour = envelope =>
        {
            arrivedAt[envelope.To.Split('@')[0]] = TimeProvider.System.GetUtcNow();
            return envelope.To.StartsWith("held", StringComparison.Ordinal) ? MailBehaviour.HoldAfterContent : MailBehaviour.Accept;
        };
        ahead = await WorkerAsync(TimeSpan.FromHours(1));
        behind = await WorkerAsync(TimeSpan.FromHours(-1));
    }

    public async ValueTask DisposeAsync()
    {
        mail.Release.TrySetResult();
        await ahead.DisposeAsync();
        await behind.DisposeAsync();
        await mail.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Each_message_is_sent_once_none_early_and_none_late_whichever_clock_is_wrong()
    {
        foreach (var (name, host) in new[] { ("ahead", ahead), ("behind", behind) })
        {
            await QueueAsync(host, at =>
            [
                Message($"now-{name}", at),
                Message($"soon-{name}", at.AddSeconds(2)),
                Message($"useful-{name}", at.AddMinutes(-30)) with { UsefulUntil = at.AddMinutes(30) },
                Message($"later-{name}", at.AddMinutes(30)),
                Message($"too-late-{name}", at.AddMinutes(-90)) with { UsefulUntil = at.AddMinutes(-30) },
            ]);
        }
        await mail.ArrivedAsync(6, default).WaitAsync(TimeSpan.FromMinutes(2));
        await RestAsync(left: 2);

        Assert.Equal(["now-ahead", "now-behind", "soon-ahead", "soon-behind", "useful-ahead", "useful-behind"],
            mail.Received.Select(one => one.To[0].Split('@')[0]).Order());
        Assert.Equal("cancelled too-late-ahead, cancelled too-late-behind, queued later-ahead, queued later-behind",
            await database.ReadAsync<string>(
            "select string_agg(state || ' ' || key, ', ' order by state, key) from communications.message where state <> 'sent'"));
        foreach (var name in new[] { "ahead", "behind" })
        {
            // Mail server and database are on this machine, whose clock is right.
            var soon = await database.ReadAsync<DateTime>("select due_at from communications.message where key = $1", $"soon-{name}");
            Assert.InRange(arrivedAt[$"soon-{name}"], soon, soon + Tolerance);
            var queued = await database.ReadAsync<DateTime>("select queued_at from communications.message where key = $1", $"now-{name}");
            Assert.InRange(arrivedAt[$"now-{name}"], queued, queued + Tolerance);
        }
    }

    [Fact]
    public async Task A_host_whose_clock_is_ahead_takes_nothing_from_one_that_is_at_work()
    {
        await QueueAsync(behind, at => [.. Enumerable.Range(0, 4).Select(i => Message(string.Create(CultureInfo.InvariantCulture, $"held-{i}"), at))]);
        await mail.ArrivedAsync(4, default).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(0, await ahead.Services.GetRequiredService<Dispatcher>().RecoverExpiredLeasesAsync(default));
        Assert.Equal(0, await behind.Services.GetRequiredService<Dispatcher>().RecoverExpiredLeasesAsync(default));
        mail.Release.TrySetResult();
        await RestAsync(left: 0);

        Assert.Equal(4L, await database.ReadAsync<long>("select count(*) from communications.message where state = 'sent' and attempt = 1"));
        Assert.Equal(4, mail.Count);
    }

    private Task<RunningHost> WorkerAsync(TimeSpan off) => RunningHost.StartAsync(
        new Dictionary<string, string?>
        {
            ["Work:Enabled"] = "true",
            ["Dispatch:Enabled"] = "true",
            ["Dispatch:Transports:Email"] = "smtp",
            ["Mail:From"] = "hello@workwell.example.org",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Encrypted"] = "false",
        },
        replace: WrongClock.Of(off), database: database);

    private async Task RestAsync(long left)
    {
        while (await database.ReadAsync<long>("select count(*) from communications.message where state in ('queued', 'sending')") > left) await Task.Delay(20);
    }

    private static async Task QueueAsync(RunningHost host, Func<DateTimeOffset, MessageRequest[]> messages)
    {
        await using var change = host.Services.GetRequiredService<Database>().Begin(Actor.Job("test"));
        host.Services.GetRequiredService<IMessages>().Queue(change, messages(change.At));
        await change.CommitAsync(default);
    }

    private static MessageRequest Message(string name, DateTimeOffset notBefore) => new()
    {
        Key = name,
        Area = "ncl",
        Type = "referrer-receipt",
        ReferralId = MessageId.For("ncl", name),
        To = MessageTo.Address($"{name}@example.org"),
        Fields = new Dictionary<string, string> { ["reference"] = "WW-7K3M-P9QX", ["receivedOn"] = "2026-09-07" },
        NotBefore = notBefore,
    };
}
