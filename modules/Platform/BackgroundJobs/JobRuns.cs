using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace WorkWell.Platform;

/// <summary>Runs jobs by key, measures them and logs failures. Exceptions are not rethrown: Hangfire would store and show their messages.</summary>
internal sealed partial class JobRuns(RecurringJobs jobs, ILogger<JobRuns> log)
{
    private static readonly Meter Meter = new("WorkWell.Work");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("workwell.jobs.failures", description: "Runs of a job that ended in an error.");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("workwell.jobs.duration", "s", "How long a run of a job took.");
    private readonly ConcurrentDictionary<string, int> failuresInARow = new();

    public Task RunAsync(string key, CancellationToken cancellationToken) => GuardAsync(key, () => jobs.RunAsync(key, cancellationToken), cancellationToken);

    public async Task GuardAsync(string key, Func<Task> run, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await run();
            if (failuresInARow.TryRemove(key, out var failed)) JobWorksAgain(key, failed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host is stopping; another host claims what was not committed.
        }
        catch (Exception error)
        {
            Failures.Add(1, new KeyValuePair<string, object?>("work", key));
            // A job that runs every second would fill the log during an outage, so only the first failure is logged.
            if (failuresInARow.AddOrUpdate(key, 1, (_, count) => count + 1) == 1) JobFailed(error, key);
        }
        Durations.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("work", key));
    }

    public async Task FinishAsync(string key)
    {
        try
        {
            await jobs.FinishAsync(key);
        }
        catch (Exception error)
        {
            JobFailed(error, key);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Key} failed and runs again on its schedule. Further failures in a row are counted, not logged.")]
    private partial void JobFailed(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Key} works again after {Failures} failures.")]
    private partial void JobWorksAgain(string key, int failures);
}
