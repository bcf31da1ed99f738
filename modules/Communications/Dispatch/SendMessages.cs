using System.Diagnostics;
using Microsoft.Extensions.Logging;
using WorkWell.Communications.Outbox;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>Sends what is due until nothing is left or no transport has capacity. Calls in flight continue between runs.</summary>
internal sealed class SendMessages(
    Dispatcher dispatcher, OutcomeRecorder recorder, TransportChannels transports, DispatchOptions options, ILogger<SendMessages> log) : IRecurringJob
{
    public const string Key = MessageOutbox.SendingJob;
    private static readonly TimeSpan ForFinishing = TimeSpan.FromSeconds(20);

    private CancellationTokenSource? finishing;
    private Task recording = Task.CompletedTask;
    private long? recoveredAt;
    private bool hasWarned;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (transports.All.Count == 0)
        {
            if (!hasWarned) log.NoTransport();
            hasWarned = true;
            return;
        }
        // Not the caller's token: when the host stops, calls in flight and their outcomes still have to finish.
        if (finishing is null)
        {
            finishing = new CancellationTokenSource();
            recording = recorder.RunAsync(finishing.Token);
        }
        if (recoveredAt is null || Stopwatch.GetElapsedTime(recoveredAt.Value) > options.BetweenRecoveries)
        {
            await dispatcher.RecoverExpiredLeasesAsync(finishing.Token);
            recoveredAt = Stopwatch.GetTimestamp();
        }
        var claimed = 1;
        while (claimed > 0 && !cancellationToken.IsCancellationRequested) claimed = await dispatcher.PassAsync(finishing.Token);
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
