using System.Collections.Concurrent;

namespace WorkWell.Platform;

/// <summary>
/// Wakes a job after a commit that may have made something due. On a host that runs the job this is a signal in memory; other hosts use Hangfire, with one
/// wake-up for any number of rows. The next poll finds what a lost wake-up announced.
/// </summary>
/// <param name="ticking">The keys of the recurring jobs of this host.</param>
/// <param name="tellOthers">Wakes the other hosts; null when there are none to wake.</param>
/// <param name="clock">The clock that measures waits.</param>
public sealed class WakeUp(IReadOnlySet<string> ticking, Action<string>? tellOthers, TimeProvider clock)
{
    // Under load the other hosts are busy and poll again when they finish.
    private static readonly TimeSpan BetweenTellings = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<string, Bell> bells = new();

    /// <summary>Wakes the job. Call this after the commit.</summary>
    /// <param name="key">The job's key.</param>
    public void Wake(string key)
    {
        var bell = Of(key);
        if (tellOthers is null || ticking.Contains(key)) bell.Ring();
        else if (Interlocked.Exchange(ref bell.Telling, Bell.ToldAgain) == Bell.Quiet) _ = Task.Run(() => TellAsync(key, bell));
    }

    /// <summary>Counts the wake-ups of the job on this host. A job that has scheduled its next poll polls at once when this has changed.</summary>
    /// <param name="key">The job's key.</param>
    /// <returns>A number that only increases.</returns>
    public long Count(string key) => Volatile.Read(ref Of(key).Rings);

    /// <summary>Wakes the job on this host.</summary>
    internal void WakeHere(string key) => Of(key).Ring();

    /// <summary>Waits until the job is woken, or for a time.</summary>
    internal Task WaitAsync(string key, TimeSpan max, CancellationToken cancellationToken) => Of(key).Signal.WaitAsync(max, cancellationToken);

    private Bell Of(string key) => bells.GetOrAdd(key, _ => new Bell(clock));

    // A wake-up during the call may concern a commit the other hosts did not see, so they are woken once more.
    private async Task TellAsync(string key, Bell bell)
    {
        do
        {
            Volatile.Write(ref bell.Telling, Bell.Told);
            tellOthers!(key);
            await Task.Delay(BetweenTellings, clock);
        }
        while (Interlocked.CompareExchange(ref bell.Telling, Bell.Quiet, Bell.Told) != Bell.Told);
    }

    private sealed class Bell(TimeProvider clock)
    {
        public const int Quiet = 0;
        public const int Told = 1;
        public const int ToldAgain = 2;
        public int Telling;
        public long Rings;

        public WakeSignal Signal { get; } = new(clock);

        public void Ring()
        {
            Interlocked.Increment(ref Rings);
            Signal.Wake();
        }
    }
}
