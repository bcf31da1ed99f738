namespace WorkWell.Platform;

/// <summary>A clock that moves only when told to, for demonstrations, rehearsals and tests. Moving it past a timer's due time fires the timer.</summary>
public sealed class ManualTimeProvider(DateTimeOffset now) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = now.ToUniversalTime();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Sets the clock, forwards or back.</summary>
    /// <param name="instant">The new time.</param>
    public void Set(DateTimeOffset instant)
    {
        Alarm[] ringing;
        lock (gate)
        {
            now = instant.ToUniversalTime();
            ringing = [.. alarms.Where(alarm => alarm.IsDue(now))];
        }
        foreach (var alarm in ringing) alarm.Ring();
    }

    /// <summary>Moves the clock forward.</summary>
    /// <param name="by">The duration.</param>
    public void Advance(TimeSpan by) => Set(GetUtcNow() + by);

    private sealed class Alarm(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private DateTimeOffset? due;
        private TimeSpan period;

        public bool IsDue(DateTimeOffset at) => due <= at;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (clock.gate)
            {
                due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
                period = newPeriod;
                clock.alarms.Remove(this);
                if (due is not null) clock.alarms.Add(this);
            }
            if (dueTime == TimeSpan.Zero) Ring();
            return true;
        }

        public void Ring()
        {
            lock (clock.gate)
            {
                if (due is null) return;
                due = period > TimeSpan.Zero ? clock.now + period : null;
                if (due is null) clock.alarms.Remove(this);
            }
            callback(state);
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                due = null;
                clock.alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
