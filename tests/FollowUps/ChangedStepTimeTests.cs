using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.TestKit;

namespace WorkWell.FollowUps.Tests;

/// <summary>An administrator changes when a step comes, and is told what that does not change.</summary>
public sealed class ChangedStepTimeTests(FollowUpsFixture given) : IClassFixture<FollowUpsFixture>
{
    private const string Says = "step \"check-in\" comes P5W after its trigger now; 3 that were planned before keep their dates (P4W after it).";

    [Fact]
    public async Task The_log_health_and_the_rehearsal_say_how_many_planned_steps_keep_their_dates()
    {
        var log = new LinesLog();
        await using var host = await given.AnotherHostAsync(
            services => services.AddSingleton<ILoggerProvider>(log), new() { ["Logging:LogLevel:WorkWell.FollowUps"] = "Warning" });
        var summary = await given.ACardAsync();
        await given.StartSupportAsync(summary);
        var dates = await given.Stored.ReadAsync<string>(
            "select string_agg(due_at::text, ' ' order by due_at) from follow_ups.follow_up where step = 'check-in'");

        await given.ChangePlanAsync("ncl", "\"after\": \"P4W\"", "\"after\": \"P5W\"");
        await host.Services.GetRequiredService<IAreaLoading>().LoadAsync(default);

        Assert.Equal($"Area ncl: {Says}", Assert.Single(log.Lines));
        Assert.Equal(dates, await given.Stored.ReadAsync<string>(
            "select string_agg(due_at::text, ' ' order by due_at) from follow_ups.follow_up where step = 'check-in'"));
        var asked = new RehearsalRequest
        {
            Areas = [host.Services.GetRequiredService<IAreaCatalogue>().Ready["ncl"]], From = new(2026, 9, 7), Weeks = 13, People = 1,
        };
        var report = await host.Services.GetRequiredService<IRehearsal>().RunStoredAsync(asked, null, null, default);
        Assert.Equal($"ncl: {Says}", Assert.Single(report.Notes));

        Assert.Equal(("ready", $"ncl: {Says}"), await PlansAsync(host));

        // A change of something else is not worth a line, and takes none back.
        await given.ChangePlanAsync("ncl", "Phone the partner.", "Ring the partner.");
        await host.Services.GetRequiredService<IAreaLoading>().LoadAsync(default);
        Assert.Single(log.Lines);
        Assert.Equal(("ready", $"ncl: {Says}"), await PlansAsync(host));

        // Put back, the plan and what was planned agree again.
        await given.ChangePlanAsync("ncl", "\"after\": \"P5W\"", "\"after\": \"P4W\"");
        await host.Services.GetRequiredService<IAreaLoading>().LoadAsync(default);
        Assert.Equal(("ready", "No plan has changed for what was planned before."), await PlansAsync(host));
    }

    private static async Task<(string?, string?)> PlansAsync(RunningHost host)
    {
        var plans = JsonElement.Parse(await host.Client.GetStringAsync("/health/ready")).GetProperty("checks").GetProperty("plans");
        return (plans.GetProperty("status").GetString(), plans.GetProperty("says").GetString());
    }

    private sealed class LinesLog : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("WorkWell.FollowUps", StringComparison.Ordinal) ? this
            : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Lines.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
