using Hangfire;
using Microsoft.Extensions.Logging.Abstractions;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;
using RecurringJob = WorkWell.Platform.RecurringJob;

namespace WorkWell.Benchmarks;

/// <summary>The tick of follow-ups as it runs in a host: a background process of Hangfire's server, woken when something is due.</summary>
internal sealed class HangfireTick : IRecurringJob, IDisposable
{
    private const string Key = "bench.tick";
    private readonly FollowUpHost host;
    private readonly WakeUp wakeUp = new(new HashSet<string> { Key }, null, TimeProvider.System);
    private readonly SemaphoreSlim ran = new(0);
    private readonly BackgroundJobServer server;

    private HangfireTick(FollowUpHost host, string connectionString)
    {
        this.host = host;
        var runs = new JobRuns(new RecurringJobs([new RecurringJob(Key, JobSchedule.Every(TimeSpan.FromHours(1)), _ => this)], new NoServices()),
            NullLogger<JobRuns>.Instance);
        server = new BackgroundJobServer(
            new BackgroundJobServerOptions { WorkerCount = 2, SchedulePollingInterval = TimeSpan.FromSeconds(60),
            HeartbeatInterval = TimeSpan.FromSeconds(60) },
            new HangfireStorage(connectionString, TimeProvider.System), [new RecurringTick(Key, TimeSpan.FromHours(1), runs, wakeUp)]);
    }

    /// <summary>Starts it. Nothing is due at its first tick.</summary>
    public static async Task<HangfireTick> StartAsync(FollowUpHost host, string connectionString)
    {
        var tick = new HangfireTick(host, connectionString);
        await tick.ran.WaitAsync();
        return tick;
    }

    /// <summary>Wakes it, and waits until all that is due is done.</summary>
    public async Task WakeAsync()
    {
        wakeUp.Wake(Key);
        await ran.WaitAsync();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await host.Get<RecurringJobs>().RunAsync(IFollowUps.TickJob, cancellationToken);
        }
        finally
        {
            ran.Release();
        }
    }

    public void Dispose()
    {
        server.Dispose();
        ran.Dispose();
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
