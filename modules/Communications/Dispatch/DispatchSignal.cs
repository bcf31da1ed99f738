namespace WorkWell.Communications.Dispatch;

/// <summary>Wakes this host's worker when there may be something to do. A wake that is lost costs a second: the worker also looks by itself.</summary>
internal sealed class DispatchSignal(TimeProvider clock)
{
    private TaskCompletionSource woken = New();

    public void Wake() => Volatile.Read(ref woken).TrySetResult();

    /// <summary>Waits to be woken, or for a while.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken stop)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(Volatile.Read(ref woken).Task, Task.Delay(longest, clock, pause.Token));
        await pause.CancelAsync();
        stop.ThrowIfCancellationRequested();
        // A wake that comes between here and the next wait sets the new one, and so is not lost.
        Volatile.Write(ref woken, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
