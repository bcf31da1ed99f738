using Hangfire.Server;

namespace WorkWell.Platform;

/// <summary>
/// A job of every host as a background process of Hangfire's server: it ticks from memory, and sooner when woken. It never overlaps itself on one host.
/// </summary>
internal sealed class RecurringTick(string key, TimeSpan interval, JobRuns runs, WakeUp wakeUp) : IBackgroundProcess
{
    private readonly Lock gate = new();

    public void Execute(BackgroundProcessContext context)
    {
        // A server that restarts after the database was away begins anew before the old round has ended.
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
