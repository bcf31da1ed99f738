using Hangfire.Server;

namespace WorkWell.Platform;

/// <summary>
/// Runs a recurring job of every host as a background process of Hangfire's server: on a timer in memory, and earlier when woken. Runs never overlap on a host.
/// </summary>
internal sealed class RecurringTick(string key, TimeSpan interval, JobRuns runs, WakeUp wakeUp) : IBackgroundProcess
{
    private readonly Lock gate = new();

    public void Execute(BackgroundProcessContext context)
    {
        // After a database outage Hangfire restarts its server before the previous process has ended.
        lock (gate) TickAsync(context.StoppingToken).GetAwaiter().GetResult();
    }

    private async Task TickAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await runs.RunAsync(key, stopping);
                await wakeUp.WaitAsync(key, interval, stopping);
            }
        }
        finally
        {
            await runs.FinishAsync(key);
        }
    }
}
