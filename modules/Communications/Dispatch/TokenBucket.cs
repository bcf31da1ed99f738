namespace WorkWell.Communications.Dispatch;

/// <summary>Keeps a rate: so many a minute, with at most two seconds' worth at once. Time is the host's own; nothing here says what is due.</summary>
internal sealed class TokenBucket
{
    private readonly TimeProvider clock;
    private readonly double perSecond;
    private readonly double most;
    private readonly Lock gate = new();
    private double tokens;
    private long filledAt;

    /// <summary>Makes a full bucket.</summary>
    /// <param name="perMinute">The rate; 0 for none.</param>
    /// <param name="clock">The time.</param>
    public TokenBucket(int perMinute, TimeProvider clock)
    {
        this.clock = clock;
        perSecond = perMinute / 60d;
        most = Math.Max(1, perSecond * 2);
        tokens = most;
        filledAt = clock.GetTimestamp();
    }

    private bool IsUnlimited => perSecond == 0;

    /// <summary>How many may go now.</summary>
    public int Available
    {
        get
        {
            if (IsUnlimited) return int.MaxValue;
            lock (gate)
            {
                Fill();
                return (int)tokens;
            }
        }
    }

    /// <summary>Uses one up, even when there is none left: the debt is paid before the next may go.</summary>
    public void Take()
    {
        if (IsUnlimited) return;
        lock (gate)
        {
            Fill();
            tokens--;
        }
    }

    private void Fill()
    {
        var now = clock.GetTimestamp();
        // A clock that was set back gives nothing and takes nothing.
        var seconds = Math.Max(0, clock.GetElapsedTime(filledAt, now).TotalSeconds);
        tokens = Math.Min(most, tokens + (seconds * perSecond));
        filledAt = now;
    }
}
