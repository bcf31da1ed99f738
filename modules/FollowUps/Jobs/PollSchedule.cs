using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Remembers when the next follow-up is due, so that a tick in between costs the database nothing.</summary>
internal sealed class PollSchedule(TimeProvider clock, WakeUp wakeUp)
{
    // Another host may plan something sooner than what we know of. Whoever plans something for now wakes us, and a look every few seconds is the net.
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(5);
    private long lookedAt;
    private TimeSpan wait;
    private long seen;

    /// <summary>Whether something may be due by now.</summary>
    public bool IsDue()
    {
        var woken = wakeUp.Count(IFollowUps.TickJob);
        var isWoken = woken != seen;
        seen = woken;
        return isWoken || lookedAt == 0 || clock.GetElapsedTime(lookedAt) >= wait;
    }

    /// <summary>Notes in how long the next follow-up is due, counted by the database's clock.</summary>
    public void Note(TimeSpan? untilNext)
    {
        wait = untilNext is { } until && until < AtLeastEvery ? until : AtLeastEvery;
        lookedAt = clock.GetTimestamp();
    }
}
