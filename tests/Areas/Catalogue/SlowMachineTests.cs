using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>An area that takes long because the machine is slow, and not because anything is wrong with it.</summary>
public sealed class SlowMachineTests : IDisposable
{
    private readonly ConfigFolder config = new("quick", "slow");
    private readonly SlowCheck check = new();

    public void Dispose()
    {
        config.Dispose();
        check.Dispose();
    }

    [Fact]
    public async Task An_area_that_was_given_up_serves_as_soon_as_it_can_be_read_after_all()
    {
        await using var host = await RunningHost.StartAsync(
            new Dictionary<string, string?>(config.Overrides) { ["AreaLoading:Limit"] = "00:00:03" }, config.Root, services =>
            services.AddSingleton<IAreaCheck>(check));
        var areas = host.Services.GetRequiredService<IAreaCatalogue>();
        Assert.Contains("was given up", areas.Statuses.Single(area => area.Code == "slow").Reason, StringComparison.Ordinal);
        await PollAsync(host);
        Assert.DoesNotContain("slow", areas.Ready.Keys);

        check.Go.Set();

        // The first try ends on a thread of its own, at a moment that nothing tells.
        var since = Stopwatch.GetTimestamp();
        while (!areas.Ready.ContainsKey("slow") && Stopwatch.GetElapsedTime(since) < TimeSpan.FromMinutes(1)) await PollAsync(host);
        Assert.Equal(AreaState.Ready, areas.Statuses.Single(area => area.Code == "slow").State);
        Assert.Contains("quick", areas.Ready.Keys);
    }

    private static Task PollAsync(RunningHost host)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        return host.Services.GetRequiredService<AreaFileWatcher>().Poll;
    }

    // A check that takes as long as the test wants, for one area.
    private sealed class SlowCheck : IAreaCheck, IDisposable
    {
        public ManualResetEventSlim Go { get; } = new();

        public string Name => "speed";

        public IEnumerable<ValidationError> Check(Area area, string configFolder)
        {
            if (area.Code == "slow") Go.Wait();
            return [];
        }

        public void Dispose() => Go.Dispose();
    }
}
