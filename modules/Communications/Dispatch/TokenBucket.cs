namespace WorkWell.Communications.Dispatch;

/// <summary>A token bucket that holds at most two seconds' worth. It runs on the host's clock, because it does not decide what is due.</summary>
internal sealed class TokenBucket
{
    private readonly TimeProvider clock;
    private readonly double perSecond;
    private readonly double capacity;
    private readonly Lock gate = new();
    private double tokens;
    private long refilledAt;

    /// <summary>Makes a full bucket.</summary>
    /// <param name="perMinute">The rate; 0 for no limit.</param>
    /// <param name="clock">The time.</param>
    public TokenBucket(int perMinute, TimeProvider clock)
    {
        this.clock = clock;
        perSecond = perMinute / 60d;
        capacity = Math.Max(1, perSecond * 2);
        tokens = capacity;
        refilledAt = clock.GetTimestamp();
    }

    private bool IsUnlimited => perSecond == 0;

    public int Available
    {
        get
        {
            if (IsUnlimited) return int.MaxValue;
            lock (gate)
            {
                Refill();
                return (int)tokens;
            }
        }
    }

    /// <summary>Takes a token. The count may go below zero and has to be refilled before more become available.</summary>
    public void Take()
    {
        if (IsUnlimited) return;
        lock (gate)
        {
            Refill();
            tokens--;
        }
    }

    private void Refill()
    {
        var now = clock.GetTimestamp();
        // A clock that is set back adds and removes nothing.
        var seconds = Math.Max(0, clock.GetElapsedTime(refilledAt, now).TotalSeconds);
        tokens = Math.Min(capacity, tokens + (seconds * perSecond));
        refilledAt = now;
    }
}
