using System.Diagnostics;
using WorkWell.Communications.Transports;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Dispatch;

/// <summary>The way through one transport: so many calls at once, so many a minute, and none while the other side asks for quiet.</summary>
internal sealed class TransportChannel(ITransport transport, IReadOnlyList<Channel> channels, TimeProvider clock)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly TokenBucket bucket = new(transport.IsLimitShared ? 0 : transport.PerMinute, clock);
    private readonly Lock gate = new();
    private int inFlight;
    private int consecutiveFailures;
    private long circuitOpenUntil = long.MinValue;
    private long fullUntil = long.MinValue;
    private int tokens;

    public ITransport Transport => transport;

    /// <summary>Whether tokens are shared with other hosts (<see cref="SharedRateLimit"/>).</summary>
    public bool IsShared => transport is { IsLimitShared: true, PerMinute: > 0 };

    public IReadOnlyList<Channel> Channels => channels;

    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>Whether more was due at the last look than there was room for.</summary>
    public bool HasBacklog { get; set; }

    /// <summary>Why it is left alone, if it is.</summary>
    public string? Trouble { get; private set; }

    /// <summary>How many messages it can take now. Nothing until half of it is free, so that claims stay worth their round trip.</summary>
    public int Room
    {
        get
        {
            lock (gate)
            {
                if (clock.GetTimestamp() < Math.Max(circuitOpenUntil, fullUntil)) return 0;
                // After trouble one message finds out whether it is over.
                var free = (consecutiveFailures > 0 ? 1 : transport.Connections) - inFlight;
                return free * 2 < transport.Connections && consecutiveFailures == 0 ? 0 : Math.Max(0, Math.Min(free, bucket.Available));
            }
        }
    }

    /// <summary>Takes a place in the lane, if there is one.</summary>
    public bool TryEnter()
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

    /// <summary>How many tokens it lacks for so many messages.</summary>
    public int Lacks(int messages)
    {
        lock (gate) return IsShared ? Math.Max(0, messages - tokens) : 0;
    }

    /// <summary>
    /// Gives it tokens of those that hosts share. With fewer than it lacked it is full for a moment: all hosts together have reached the limit.
    /// </summary>
    public void Give(int lacked, int given)
    {
        lock (gate)
        {
            tokens += given;
            if (given < lacked) fullUntil = clock.GetTimestamp() + clock.TimestampFrequency;
        }
    }

    /// <summary>Gives the place back.</summary>
    public void Leave() => Interlocked.Decrement(ref inFlight);

    /// <summary>Sends within the time that is left of the lease; a message whose time is nearly up is not even begun.</summary>
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
        DispatchMetrics.NoteCall(transport.Name, Stopwatch.GetElapsedTime(begun));
        Note(result);
        return result;
    }

    private void Note(SendResult result)
    {
        lock (gate)
        {
            if (result is SendResult.NotSent { Pause: { } pause } trouble)
            {
                // Calls that ran side by side met the same trouble: it counts once.
                if (clock.GetTimestamp() < circuitOpenUntil) return;
                var seconds = Math.Min(LongestPause.TotalSeconds, pause.TotalSeconds * Math.Pow(2, consecutiveFailures));
                circuitOpenUntil = clock.GetTimestamp() + (long)(seconds * clock.TimestampFrequency);
                consecutiveFailures = Math.Min(consecutiveFailures + 1, 6);
                Trouble = trouble.Reason;
            }
            else if (result is not SendResult.Unclear)
            {
                consecutiveFailures = 0;
                Trouble = null;
            }
        }
    }
}
