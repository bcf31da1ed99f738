using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkWell.TestKit;

namespace WorkWell.Ui.Tests.Protection;

public sealed class ConnectionTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task One_address_holds_only_so_many_connections_and_the_others_are_served()
    {
        await using var host = await StartAsync(("Protection:ConnectionsPerAddress", "3"));
        using var patience = new CancellationTokenSource(Enough);
        var held = new List<SlowConnection>();
        for (var i = 0; i < 3; i++)
        {
            var one = await SlowConnection.OpenAsync(host.Client.BaseAddress!, "127.0.0.9");
            // Once it has been answered, the host has counted it.
            await one.AnnounceAsync("/no-such-page", 0, "");
            Assert.NotNull(await one.AnswerAsync(patience.Token));
            await one.AnnounceAsync("/api/referrals/self", 1000, "{");
            held.Add(one);
        }
        Assert.False(await IsServedAsync(host, patience.Token));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/live")).StatusCode);

        foreach (var one in held) one.Dispose();
        // The room is free again once the host has noticed.
        while (!await IsServedAsync(host, patience.Token)) patience.Token.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task A_trusted_proxy_holds_as_many_connections_as_there_are()
    {
        await using var host = await StartAsync(("Protection:ConnectionsPerAddress", "1"), ("Protection:TrustedProxies:0", "127.0.0.9"));
        using var patience = new CancellationTokenSource(Enough);
        using var first = await SlowConnection.OpenAsync(host.Client.BaseAddress!, "127.0.0.9");
        await first.AnnounceAsync("/api/referrals/self", 1000, "{");
        Assert.True(await IsServedAsync(host, patience.Token));
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_in_time_is_given_up()
    {
        await using var host = await StartAsync(("Protection:BodyTime", "00:00:01.5"));
        using var patience = new CancellationTokenSource(Enough);
        using var slow = await SlowConnection.OpenAsync(host.Client.BaseAddress!, "127.0.0.9");
        await slow.AnnounceAsync("/api/referrals/self", 250_000, """{"person":{""");
        var answer = await slow.AnswerAsync(patience.Token);
        Assert.Contains("408", answer ?? "408", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posts_that_are_broken_off_write_no_line()
    {
        using var log = new CapturedLog();
        await using var host = await RunningHost.StartAsync(
            new Dictionary<string, string?> { ["Protection:ConnectionsPerAddress"] = "1000" }, replace: services =>
            services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Information)));
        string[] levels = ["Information ", "Warning ", "Error ", "Critical "];
        IEnumerable<string> Written() => log.Lines.Where(line => levels.Any(level => line.StartsWith(level, StringComparison.Ordinal)));
        var before = Written().Count();
        using var ended = new EndedRequests();
        foreach (var path in new[] { "/api/referrals/self", "/refer/self/name", "/api/referrals/employer" })
        {
            for (var i = 0; i < 40; i++)
            {
                using var one = await SlowConnection.OpenAsync(host.Client.BaseAddress!, "127.0.0.9");
                await one.AnnounceAsync(path, 2_000, "{");
            }
        }
        await ended.CountAsync(120).WaitAsync(Enough);
        Assert.Empty(Written().Skip(before));
    }

    private static async Task<bool> IsServedAsync(RunningHost host, CancellationToken cancellationToken)
    {
        try
        {
            using var one = await SlowConnection.OpenAsync(host.Client.BaseAddress!, "127.0.0.9");
            await one.AnnounceAsync("/no-such-page", 0, "");
            return await one.AnswerAsync(cancellationToken) is not null;
        }
        catch (SocketException)
        {
            // Closed before the first byte, or while it was opened: there is no room.
            return false;
        }
    }

    private static Task<RunningHost> StartAsync(params (string Key, string Value)[] settings) =>
        RunningHost.StartAsync(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
}
