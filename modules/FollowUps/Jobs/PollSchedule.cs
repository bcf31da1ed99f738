using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Remembers when the next follow-up is due, so ticks before that do not query the database.</summary>
internal sealed class PollSchedule(TimeProvider clock, WakeUp wakeUp)
{
    // Another host may plan an earlier follow-up. It wakes this host; polling finds it if that wake-up is lost.
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(5);
    private long polledAt;
    private TimeSpan wait;
    private long seen;

    /// <summary>Whether a follow-up may be due.</summary>
    public bool IsDue()
    {
        var woken = wakeUp.Count(IFollowUps.TickJob);
        var isWoken = woken != seen;
        seen = woken;
        return isWoken || polledAt == 0 || clock.GetElapsedTime(polledAt) >= wait;
    }

    /// <summary>Records the time until the next follow-up, by the database's clock.</summary>
    public void Note(TimeSpan? untilNext)
    {
        wait = untilNext is { } until && until < AtLeastEvery ? until : AtLeastEvery;
        polledAt = clock.GetTimestamp();
    }
}
