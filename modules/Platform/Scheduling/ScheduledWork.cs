using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorkWell.Platform;

/// <summary>
/// Runs the jobs while this host is up, unless Work:Enabled is false (a host that only serves pages) or the clock is a moved one: then whoever moves the
/// clock runs the jobs too.
/// </summary>
internal sealed partial class ScheduledWork(
    IJobScheduler scheduler, RecurringJobs jobs, IConfiguration configuration, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ScheduledWork> log) : BackgroundService
{
    private static readonly Meter Meter = new("WorkWell.Work");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("workwell.jobs.failures", description: "Runs of a job that ended in an error.");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("workwell.jobs.duration", "s", "How long a run of a job took.");
    private readonly ConcurrentDictionary<string, int> failuresInARow = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!configuration.GetValue("Work:Enabled", true) || clock is SettableClock) return;
        try
        {
            await StartedAsync(stoppingToken);
            await StartSchedulerAsync(stoppingToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        await scheduler.StopAsync(CancellationToken.None);
    }

    // A database that is away for a moment must not leave a host without work for ever.
    private async Task StartSchedulerAsync(CancellationToken stop)
    {
        for (var wait = 1; ; wait = Math.Min(wait * 2, 60))
        {
            try
            {
                await scheduler.StartAsync(jobs.All, RunAsync, stop);
                return;
            }
            catch (Exception refusal) when (refusal is not OperationCanceledException)
            {
                SchedulerDidNotStart(refusal, wait);
                await Task.Delay(TimeSpan.FromSeconds(wait), clock, stop);
            }
        }
    }

    private async Task RunAsync(string key, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await jobs.RunAsync(key, stop);
            if (failuresInARow.TryRemove(key, out var failed)) JobWorksAgain(key, failed);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops; whatever was not committed is claimed again by another.
        }
        catch (Exception error)
        {
            Failures.Add(1, new KeyValuePair<string, object?>("work", key));
            // A job that runs every second would fill the log while the database is away: the first failure says it all.
            if (failuresInARow.AddOrUpdate(key, 1, (_, count) => count + 1) == 1) JobFailed(error, key);
        }
        Durations.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("work", key));
    }

    private async Task StartedAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Key} failed and runs again on its schedule. Further failures in a row are counted, not logged.")]
    private partial void JobFailed(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Key} works again after {Failures} failures.")]
    private partial void JobWorksAgain(string key, int failures);

    [LoggerMessage(Level = LogLevel.Error, Message = "The scheduler did not start; trying again in {Seconds} s.")]
    private partial void SchedulerDidNotStart(Exception error, int seconds);
}
