using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>Code that ends the process it runs in, or never comes back, is met before it is in the host.</summary>
public sealed class PluginTrialTests : IDisposable
{
    private readonly ConfigFolder config = new("good");

    public void Dispose() => config.Dispose();

    [Fact]
    public async Task Code_that_never_comes_back_is_refused_and_the_others_serve()
    {
        config.AddPlugin("harmful", type: "HangingRules");
        // Whether it is remembered depends on how busy it could be: a machine with much to do tries it again.
        await using var host = await StartAsync();
        AssertRefused(host, "took longer than 2 seconds");
    }

    [Fact]
    public async Task It_is_refused_the_others_serve_and_a_host_that_starts_again_knows_it_by_its_content()
    {
        const string Says = "a call calls itself without end";
        config.AddPlugin("harmful", type: "OverflowingRules");
        await using (var host = await StartAsync()) AssertRefused(host, Says);
        var remembered = Assert.Single(Remembered());
        var since = File.GetLastWriteTimeUtc(remembered);

        await using var again = await StartAsync();

        AssertRefused(again, Says);
        Assert.Equal(since, File.GetLastWriteTimeUtc(Assert.Single(Remembered())));
    }

    [Fact]
    public async Task Other_content_is_tried_anew()
    {
        config.AddPlugin("harmful", type: "OverflowingRules");
        await using (var host = await StartAsync()) AssertRefused(host, "a call calls itself without end");
        config.AddPlugin("harmful");

        await using var mended = await StartAsync();

        Assert.Equal(["good", "harmful"], mended.Services.GetRequiredService<IAreaCatalogue>().Ready.Keys.Order());
    }

    [Fact]
    public async Task Check_areas_says_so_and_lives()
    {
        config.AddPlugin("harmful", type: "OverflowingRules");

        var (exit, said) = await CheckAreasTests.RunAsync(config.Root, config.Plugins);

        Assert.Equal(1, exit);
        Assert.Contains("a call calls itself without end", said, StringComparison.Ordinal);
        Assert.Contains("1 ready, 1 refused", said, StringComparison.Ordinal);
    }

    private string[] Remembered() => Directory.GetFiles(config.PathOf("data/tried-plugins"));

    private Task<RunningHost> StartAsync() =>
        RunningHost.StartAsync(new Dictionary<string, string?>(config.Overrides) { ["Data"] = config.PathOf("data"), ["AreaLoading:Limit"] = "00:00:02" },
        config.Root);

    private static void AssertRefused(RunningHost host, string says)
    {
        var areas = host.Services.GetRequiredService<IAreaCatalogue>();
        Assert.Equal(["good"], areas.Ready.Keys);
        Assert.Contains(says, areas.Statuses.Single(area => area.Code == "harmful").Reason, StringComparison.Ordinal);
    }
}
