using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>An area that takes long because the machine is slow, and not because anything is wrong with it.</summary>
public sealed class SlowMachineTests : IDisposable
{
    private readonly ConfigFolder config = new("quick");

    public void Dispose() => config.Dispose();

    [Fact]
    public async Task An_area_that_was_given_up_serves_as_soon_as_it_can_be_read_after_all()
    {
        config.AddPlugin("slow");
        var examples = config.PathOf("plugins/slow/examples.csv");
        var text = File.ReadAllText(examples);
        File.Delete(examples);
        // A pipe that nobody writes to yet is read as from a drive that does not answer.
        using (var make = Process.Start("mkfifo", [examples])) await make.WaitForExitAsync();
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?>(config.Overrides) { ["AreaLoading:Limit"] = "00:00:03" }, config.Root);
        var areas = host.Services.GetRequiredService<IAreaCatalogue>();
        Assert.Contains("was given up", areas.Statuses.Single(area => area.Code == "slow").Reason, StringComparison.Ordinal);
        await LookAsync(host);
        Assert.DoesNotContain("slow", areas.Ready.Keys);

        File.Move(examples, examples + ".pipe");
        await File.WriteAllTextAsync(examples, text);
        await File.WriteAllTextAsync(examples + ".pipe", text);

        // The first try ends on a thread of its own, at a moment that nothing tells.
        var since = Stopwatch.GetTimestamp();
        while (!areas.Ready.ContainsKey("slow") && Stopwatch.GetElapsedTime(since) < TimeSpan.FromMinutes(1)) await LookAsync(host);
        Assert.Equal(AreaState.Ready, areas.Statuses.Single(area => area.Code == "slow").State);
        Assert.Contains("quick", areas.Ready.Keys);
    }

    private static Task LookAsync(RunningHost host)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        return host.Services.GetRequiredService<AreaWatch>().Look;
    }
}
