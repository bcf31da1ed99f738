namespace WorkWell.Platform;

/// <summary>Wakes one waiter in this process. A lost wake-up costs one wait, because the waiter also polls.</summary>
/// <param name="clock">Measures the wait.</param>
public sealed class WakeSignal(TimeProvider clock)
{
    private TaskCompletionSource woken = New();

    /// <summary>Ends the current wait, or the next one.</summary>
    public void Wake() => Volatile.Read(ref woken).TrySetResult();

    /// <summary>Waits until woken, or for a time.</summary>
    /// <param name="max">The maximum wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when the wait is over.</returns>
    public async Task WaitAsync(TimeSpan max, CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Volatile.Read(ref woken).Task, Task.Delay(max, clock, pause.Token));
        await pause.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        // A wake-up between here and the next wait sets the new source, so it is not lost.
        Volatile.Write(ref woken, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
