using System.Collections.Concurrent;

namespace WorkWell.Platform;

/// <summary>
/// Tells whoever does the work of a job that something may be due now, after the commit that made it so. On a host that does this work it is a signal in
/// memory;
/// any other host tells the working ones through Hangfire, one wake-up for however many rows. What is lost on the way is found by the next look.
/// </summary>
/// <param name="ticking">The keys of the jobs that run on this host again and again.</param>
/// <param name="tellOthers">Tells the hosts that do this work, or null where nobody else is to be told.</param>
/// <param name="clock">Measures waits.</param>
public sealed class WakeUp(IReadOnlySet<string> ticking, Action<string>? tellOthers, TimeProvider clock)
{
    // Under load the others are busy anyway, and look again when they are done.
    private static readonly TimeSpan BetweenTellings = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<string, Bell> bells = new();

    /// <summary>Says that something may be due now. Call it after the commit.</summary>
    /// <param name="key">The key of the job that does the work.</param>
    public void Wake(string key)
    {
        var bell = Of(key);
        if (tellOthers is null || ticking.Contains(key)) bell.Ring();
        else if (Interlocked.Exchange(ref bell.Telling, Bell.ToldAgain) == Bell.Quiet) _ = Task.Run(() => TellAsync(key, bell));
    }

    /// <summary>How often the job was woken on this host: a job that remembers when to look next looks at once when this has changed.</summary>
    /// <param name="key">The job's key.</param>
    /// <returns>A number that only grows.</returns>
    public long Count(string key) => Volatile.Read(ref Of(key).Rings);

    /// <summary>Wakes the job on this host.</summary>
    internal void WakeHere(string key) => Of(key).Ring();

    /// <summary>Waits until the job is woken, or for a while.</summary>
    internal Task WaitAsync(string key, TimeSpan longest, CancellationToken cancellationToken) => Of(key).Signal.WaitAsync(longest, cancellationToken);

    private Bell Of(string key) => bells.GetOrAdd(key, _ => new Bell(clock));

    // A wake-up that comes while the others are being told may be about a commit they did not see: they are told once more.
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
