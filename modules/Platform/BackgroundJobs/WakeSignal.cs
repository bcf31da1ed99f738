namespace WorkWell.Platform;

/// <summary>Wakes one waiter of this process. A wake-up that is lost costs one wait: the waiter also looks by itself.</summary>
/// <param name="clock">Measures the wait.</param>
public sealed class WakeSignal(TimeProvider clock)
{
    private TaskCompletionSource woken = New();

    /// <summary>Ends the wait of now, or else the next one.</summary>
    public void Wake() => Volatile.Read(ref woken).TrySetResult();

    /// <summary>Waits to be woken, or for a while.</summary>
    /// <param name="longest">The longest wait.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>When the wait is over.</returns>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Volatile.Read(ref woken).Task, Task.Delay(longest, clock, pause.Token));
        await pause.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        // A wake that comes between here and the next wait sets the new one, and so is not lost.
        Volatile.Write(ref woken, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
