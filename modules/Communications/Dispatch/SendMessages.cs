using System.Diagnostics;
using Microsoft.Extensions.Logging;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>
/// The tick of sending: passes while there is something to do. Calls go on between ticks; a lane that has room again, a commit that makes a message due, and
/// the next look each start another one.
/// </summary>
internal sealed class SendMessages(
    Dispatcher dispatcher, OutcomeRecorder recorder, TransportChannels lanes, DispatchOptions options, ILogger<SendMessages> log) : IRecurringJob
{
    public const string Key = "communications.send";
    private static readonly TimeSpan ForFinishing = TimeSpan.FromSeconds(20);

    private CancellationTokenSource? finishing;
    private Task recording = Task.CompletedTask;
    private long? reclaimedAt;
    private bool hasWarned;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (lanes.All.Count == 0)
        {
            if (!hasWarned) log.NoTransport();
            hasWarned = true;
            return;
        }
        // Calls and their outcomes go on after the last claim, so that a host that is asked to stop leaves nothing unclear behind.
        if (finishing is null)
        {
            finishing = new CancellationTokenSource();
            recording = recorder.RunAsync(finishing.Token);
        }
        if (reclaimedAt is null || Stopwatch.GetElapsedTime(reclaimedAt.Value) > options.BetweenReclaims)
        {
            await dispatcher.ReclaimAsync(finishing.Token);
            reclaimedAt = Stopwatch.GetTimestamp();
        }
        while (!cancellationToken.IsCancellationRequested && await dispatcher.PassAsync(finishing.Token) > 0)
        {
            // Until nothing is due, or no lane has room.
        }
    }

    public async Task FinishAsync()
    {
        if (finishing is not { } last) return;
        finishing = null;
        last.CancelAfter(ForFinishing);
        await dispatcher.FinishAsync(last.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await last.CancelAsync();
        await recording.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        last.Dispose();
    }
}
