using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>An area whose code passes its examples and fails later, for one person.</summary>
public sealed class FailingRulesTests : IAsyncLifetime
{
    private readonly ConfigFolder config = new("good");
    private readonly LogLines log = new();
    private RunningHost host = null!;

    private static ReferralFacts Aged(int age) => new() { ReceivedOn = new DateOnly(2026, 9, 7), Age = age, Home = new HomePlace { WardCode = "E05014682" } };

    private Area FailsLater => host.Services.GetRequiredService<IAreaCatalogue>().Ready["fails-later"];

    public async ValueTask InitializeAsync()
    {
        config.AddPlugin("fails-later");
        host = await RunningHost.StartAsync(
            new Dictionary<string, string?>(config.Overrides) { ["Logging:LogLevel:WorkWell.Areas"] = "Information" }, config.Root, replace: services =>
            services.AddSingleton<ILoggerProvider>(log));
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        config.Dispose();
    }

    [Theory]
    [InlineData(99)]
    [InlineData(98)]
    public void A_decision_that_fails_goes_to_a_person(int age)
    {
        var decision = FailsLater.Eligibility.Decide(Aged(age), DecisionTrace.Start());

        Assert.Equal(EligibilityOutcome.NeedsReview, decision.Outcome);
        Assert.Equal("rules-failed", Assert.Single(decision.Reasons).Code);
        Assert.Equal(EligibilityOutcome.Eligible, FailsLater.Eligibility.Decide(Aged(40), DecisionTrace.None).Outcome);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(98)]
    public void Routing_that_fails_or_names_a_service_nobody_has_leaves_the_referral_with_the_areas_team(int age)
    {
        var routed = FailsLater.Routing.Route(Aged(age), []);

        Assert.Equal(NextStep.AreaTeam, routed.Next);
        Assert.Empty(routed.Ranked);
        Assert.Equal("rules-failed", Assert.Single(routed.GapReasons).Code);
    }

    [Fact]
    public void A_plan_that_fails_leaves_the_steps_of_the_areas_settings()
    {
        var steps = FailsLater.FollowUps.Steps(new FollowUpContext(Trigger.ReferralReceived, Aged(99), EligibilityOutcome.Eligible, NextStep.AreaTeam));

        Assert.Equal("acknowledge", Assert.Single(steps).Code);
    }

    [Fact]
    public async Task Failures_are_counted_in_health_and_logged_without_any_fact_about_the_person()
    {
        FailsLater.Eligibility.Decide(Aged(99), DecisionTrace.None);
        FailsLater.Eligibility.Decide(Aged(99), DecisionTrace.None);

        var answer = await host.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("degraded", said.GetProperty("status").GetString());
        Assert.Equal(2, said.GetProperty("areas").EnumerateArray().Single(area => area.GetProperty("code").GetString() == "fails-later")
            .GetProperty("failedDecisions").GetInt32());
        var lines = log.Lines.Where(line => line.Contains("fails-later failed", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains("InvalidOperationException", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("E05014682", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_area_says_in_the_log_at_the_start_how_it_stands() =>
        Assert.Equal(["Area fails-later is ready: revision 1, plugin 1.2.3, 1 of 1 agreed examples",
        "Area good is ready: revision 1, plugin 1.0, 1 of 1 agreed examples"],
            log.Lines.Where(line => line.StartsWith("Area ", StringComparison.Ordinal)));

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IEnumerable<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
