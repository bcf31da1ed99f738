using System.Diagnostics;
using WorkWell.Communications.Transports;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Dispatch;

/// <summary>Limits on one transport: concurrent calls, messages a minute, and a circuit that opens while the carrier is unavailable.</summary>
internal sealed class TransportChannel(ITransport transport, IReadOnlyList<Channel> channels, TimeProvider clock)
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    private readonly TokenBucket bucket = new(transport.IsLimitShared ? 0 : transport.PerMinute, clock);
    private readonly Lock gate = new();
    private int inFlight;
    private int consecutiveFailures;
    private long circuitOpenUntil = long.MinValue;
    private long rateLimitedUntil = long.MinValue;
    private int tokens;

    public ITransport Transport => transport;

    public string Name => transport.Name;

    /// <summary>Whether tokens are shared with other hosts (<see cref="SharedRateLimit"/>).</summary>
    public bool IsShared => transport is { IsLimitShared: true, PerMinute: > 0 };

    public IReadOnlyList<Channel> Channels => channels;

    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>Whether the last claim found messages, so more may be due.</summary>
    public bool HasBacklog { get; set; }

    /// <summary>Why the last call failed; null after a success.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>How many messages it can take now; 0 until half of its connections are free, because small claims are not worth their round trip.</summary>
    public int AvailableCapacity
    {
        get
        {
            lock (gate)
            {
                if (clock.GetTimestamp() < Math.Max(circuitOpenUntil, rateLimitedUntil)) return 0;
                // After failures a single message tests whether the carrier is back.
                var free = (consecutiveFailures > 0 ? 1 : transport.Connections) - inFlight;
                return free * 2 < transport.Connections && consecutiveFailures == 0 ? 0 : Math.Max(0, Math.Min(free, bucket.Available));
            }
        }
    }

    /// <summary>Reserves capacity for one call, if there is any.</summary>
    public bool TryAcquire()
    {
        lock (gate)
        {
            if (clock.GetTimestamp() < circuitOpenUntil || inFlight >= (consecutiveFailures > 0 ? 1 : transport.Connections) || bucket.Available < 1
                || (IsShared && tokens < 1)) return false;
            inFlight++;
            bucket.Take();
            if (IsShared) tokens--;
            return true;
        }
    }

    /// <summary>How many more tokens this many messages need.</summary>
    public int MissingTokens(int messages)
    {
        lock (gate) return IsShared ? Math.Max(0, messages - tokens) : 0;
    }

    /// <summary>Adds tokens from the shared limit. Fewer than requested means that all hosts together have reached it, so claiming pauses briefly.</summary>
    public void AddTokens(int requested, int granted)
    {
        lock (gate)
        {
            tokens += granted;
            if (granted < requested) rateLimitedUntil = clock.GetTimestamp() + clock.TimestampFrequency;
        }
    }

    /// <summary>Frees the capacity of one call.</summary>
    public void Release() => Interlocked.Decrement(ref inFlight);

    /// <summary>Sends within what is left of the lease. A message whose lease has nearly expired is not started.</summary>
    /// <param name="message">The message.</param>
    /// <param name="claimedAt">When the lease began, by <see cref="Stopwatch.GetTimestamp"/>, which also counts while a process is frozen.</param>
    /// <param name="lease">How long the lease lasts.</param>
    /// <param name="longest">How long a call may take.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<SendResult> SendAsync(OutgoingMessage message, long claimedAt, TimeSpan lease, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(claimedAt) > lease - longest) return new SendResult.NotSent("lease-ran-out") { Pause = TimeSpan.Zero };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longest);
        var begun = Stopwatch.GetTimestamp();
        var result = await transport.SendAsync(message, limit.Token);
        DispatchMetrics.RecordCall(transport.Name, Stopwatch.GetElapsedTime(begun));
        Record(result);
        return result;
    }

    private void Record(SendResult result)
    {
        lock (gate)
        {
            if (result is SendResult.NotSent { Pause: { } pause } failure)
            {
                // Concurrent calls hit the same outage, which counts once.
                if (clock.GetTimestamp() < circuitOpenUntil) return;
                var seconds = Math.Min(MaxPause.TotalSeconds, pause.TotalSeconds * Math.Pow(2, consecutiveFailures));
                circuitOpenUntil = clock.GetTimestamp() + (long)(seconds * clock.TimestampFrequency);
                consecutiveFailures = Math.Min(consecutiveFailures + 1, 6);
                LastFailure = failure.Reason;
            }
            else if (result is not SendResult.Unclear)
            {
                consecutiveFailures = 0;
                LastFailure = null;
            }
        }
    }
}
