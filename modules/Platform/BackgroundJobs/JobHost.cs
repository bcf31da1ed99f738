using Hangfire;
using Hangfire.Server;
using Hangfire.States;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorkWell.Platform;

/// <summary>Runs Hangfire's server while this host runs, unless work is switched off here (<see cref="WorkSwitch"/>).</summary>
internal sealed partial class JobHost(
    HangfireStorage storage, HangfireClient hangfire, RecurringJobs jobs, JobRuns runs, BackgroundJobRunner longWork, WakeUp wakeUp, WorkSwitch work,
    IHostApplicationLifetime lifetime, ILoggerFactory loggers, TimeProvider clock) : BackgroundService
{
    private readonly ILogger log = loggers.CreateLogger<JobHost>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!work.IsOn) return;
        try
        {
            await StartedAsync(stoppingToken);
            Hangfire.Logging.LogProvider.SetCurrentLogProvider(new HangfireLog(loggers));
            await ScheduleAsync(stoppingToken);
            using var server = new BackgroundJobServer(ServerOptions(), storage, [.. Ticks(), LongWorker()]);
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, stoppingToken)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            server.SendStop();
            await server.WaitForShutdownAsync(CancellationToken.None);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stopped before the work began.
        }
    }

    private BackgroundJobServerOptions ServerOptions() => new()
    {
        WorkerCount = 2,
        Queues = [HangfireClient.DailyQueue, .. Ticking().Select(tick => HangfireClient.WakeQueue(tick.Key))],
        SchedulePollingInterval = TimeSpan.FromSeconds(60),
        HeartbeatInterval = TimeSpan.FromSeconds(60),
        ShutdownTimeout = TimeSpan.FromSeconds(30),
        FilterProvider = hangfire.FiltersKnowing(Knows),
        Activator = new ScheduledJobActivator(RunAsync),
    };

    // Long jobs have a separate worker: two uploads must not delay daily jobs and wake-ups for an hour.
    private Worker LongWorker()
    {
        var filters = hangfire.FiltersKnowing(Knows);
        return new Worker([HangfireClient.LongQueue], new BackgroundJobPerformer(filters, new ScheduledJobActivator(RunAsync)),
            new BackgroundJobStateChanger(filters));
    }

    private IEnumerable<(string Key, TimeSpan Interval)> Ticking() =>
        jobs.All.Where(job => job.Schedule is JobSchedule.OnEveryHost).Select(job => (job.Key, ((JobSchedule.OnEveryHost)job.Schedule).Interval));

    private IEnumerable<IBackgroundProcess> Ticks() => Ticking().Select(tick => new RecurringTick(tick.Key, tick.Interval, runs, wakeUp));

    private bool Knows(string key) => jobs.Find(key) is not null || longWork.Knows(key);

    private async Task RunAsync(string key, CancellationToken cancellationToken)
    {
        if (jobs.Find(key)?.Schedule is JobSchedule.OnEveryHost) wakeUp.WakeHere(key);
        else if (longWork.Knows(key))
            await runs.GuardAsync(BackgroundJobKey.Read(key, out _)!, () => longWork.RunAsync(key, cancellationToken), cancellationToken);
        else await runs.RunAsync(key, cancellationToken);
        // Hangfire then gives the interrupted job to another host at once.
        cancellationToken.ThrowIfCancellationRequested();
    }

    // A short outage of the database must not leave the host without work.
    private async Task ScheduleAsync(CancellationToken cancellationToken)
    {
        for (var wait = 1; ; wait = Math.Min(wait * 2, 60))
        {
            try
            {
                await Task.Run(() => hangfire.Schedule(jobs.All), cancellationToken);
                return;
            }
            catch (Exception refusal) when (refusal is not OperationCanceledException)
            {
                SchedulerDidNotStart(refusal, wait);
                await Task.Delay(TimeSpan.FromSeconds(wait), clock, cancellationToken);
            }
        }
    }

    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The scheduler did not start; trying again in {Seconds} s.")]
    private partial void SchedulerDidNotStart(Exception error, int seconds);
}
