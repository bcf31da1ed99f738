using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>The worker of a host: passes while there is something to do, and looks once a second when there is not.</summary>
internal sealed class DispatchLoop(
    Dispatcher dispatcher, OutcomeRecorder recorder, Lanes lanes, DispatchSignal signal, DispatchOptions options, TimeProvider clock, ILogger<DispatchLoop> log) : BackgroundService
{
    private static readonly TimeSpan ForFinishing = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever moves the clock also says when to send (IMessageDispatch).
        if (clock is SettableClock) return;
        if (lanes.All.Count == 0)
        {
            log.NoTransport();
            return;
        }
        // Calls and their outcomes go on after the last claim, so that a host that is asked to stop leaves nothing unclear behind.
        using var finishing = new CancellationTokenSource();
        var recording = recorder.RunAsync(finishing.Token);
        await PassAsync(finishing.Token, stoppingToken);
        finishing.CancelAfter(ForFinishing);
        await dispatcher.FinishAsync(finishing.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await finishing.CancelAsync();
        await recording.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task PassAsync(CancellationToken finishing, CancellationToken stop)
    {
        long? reclaimedAt = null;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (reclaimedAt is null || Stopwatch.GetElapsedTime(reclaimedAt.Value) > options.BetweenReclaims)
                {
                    await dispatcher.ReclaimAsync(finishing);
                    reclaimedAt = Stopwatch.GetTimestamp();
                }
                if (await dispatcher.PassAsync(finishing) == 0) await signal.WaitAsync(options.Poll, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception unexpected)
            {
                // The edge of a job: whatever it was, it is said, and sending goes on.
                log.PassFailed(unexpected.GetType().Name, unexpected);
                await Task.Delay(options.Poll, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }
}
