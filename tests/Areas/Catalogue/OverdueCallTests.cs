using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>An area whose code passes its examples and does not return for one person.</summary>
public sealed class OverdueCallTests : IAsyncLifetime
{
    private readonly ConfigFolder config = new("good");
    // The call returns when a need is added.
    private readonly List<string> needs = [];
    private RunningHost host = null!;

    private IAreaCatalogue Areas => host.Services.GetRequiredService<IAreaCatalogue>();

    public async ValueTask InitializeAsync()
    {
        config.AddPlugin("loops-later", type: "LoopsLater");
        host = await RunningHost.StartAsync(
            new Dictionary<string, string?>(config.Overrides) { ["AreaCalls:Limit"] = "00:00:01" }, config.Root);
    }

    public async ValueTask DisposeAsync()
    {
        needs.Add("ends");
        await host.DisposeAsync();
        config.Dispose();
    }

    [Fact]
    public async Task A_call_that_does_not_return_refuses_its_area_and_no_other_and_closes_its_request()
    {
        var area = Areas.Ready["loops-later"];
        var (closed, hanging) = Decide(area);
        await closed;

        Assert.False(hanging.IsCompleted);
        // Whoever still holds the area gets an answer, and nobody enters its code again.
        var next = area.Eligibility.Decide(Aged(40), DecisionTrace.None);
        Assert.Equal((EligibilityOutcome.NeedsReview, "rules-failed"), (next.Outcome, Assert.Single(next.Reasons).Code));
        await PollAsync();
        Assert.Equal(["good"], Areas.Ready.Keys);
        var status = Areas.Statuses.Single(one => one.Code == "loops-later");
        Assert.Equal(AreaState.Refused, status.State);
        Assert.Contains("has not returned within 1 seconds", status.Reason, StringComparison.Ordinal);
        var health = JsonDocument.Parse(await host.Client.GetStringAsync("/health/ready")).RootElement;
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Equal("To be looked at: loops-later.", health.GetProperty("checks").GetProperty("areas").GetProperty("says").GetString());
    }

    [Fact]
    public async Task A_call_that_returns_late_gives_its_area_back()
    {
        var watchdog = host.Services.GetRequiredService<PluginWatchdog>();
        var (closed, hanging) = Decide(Areas.Ready["loops-later"]);
        await closed;
        await PollAsync();
        Assert.Equal(["good"], Areas.Ready.Keys);

        needs.Add("ends");
        Assert.Equal(EligibilityOutcome.Eligible, (await hanging).Outcome);
        watchdog.Look();
        await PollAsync();

        Assert.Equal(["good", "loops-later"], Areas.Ready.Keys.Order());
        Assert.Equal(EligibilityOutcome.Eligible, Areas.Ready["loops-later"].Eligibility.Decide(Aged(40), DecisionTrace.None).Outcome);
    }

    [Fact]
    public async Task After_three_late_calls_the_area_stays_refused_although_they_returned()
    {
        var watchdog = host.Services.GetRequiredService<PluginWatchdog>();
        for (var late = 1; late <= 3; late++)
        {
            var (closed, hanging) = Decide(Areas.Ready["loops-later"]);
            await closed;
            needs.Add("ends");
            await hanging;
            needs.Clear();
            watchdog.Look();
            await PollAsync();
            Assert.Equal(late < 3, Areas.Ready.ContainsKey("loops-later"));
        }
        Assert.Contains("3 calls to its code took longer", Areas.Statuses.Single(one => one.Code == "loops-later").Reason, StringComparison.Ordinal);
    }

    // As in a request, on a thread that the call may keep.
    private (Task Closed, Task<EligibilityDecision> Hanging) Decide(Area area)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hanging = Task.Factory.StartNew(
            () =>
            {
                PluginWatchdog.CloseWith(closed.SetResult);
                return area.Eligibility.Decide(Aged(97), DecisionTrace.None);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return (closed.Task, hanging);
    }

    private ReferralFacts Aged(int age) => new() { ReceivedOn = new DateOnly(2026, 9, 7), Age = age, Needs = needs };

    private async Task PollAsync()
    {
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await host.Services.GetRequiredService<AreaFileWatcher>().Poll;
    }
}
