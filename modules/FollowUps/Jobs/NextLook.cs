namespace WorkWell.FollowUps;

/// <summary>Remembers when the next follow-up is due, so that a tick in between costs the database nothing.</summary>
internal sealed class NextLook(TimeProvider clock)
{
    // Another host may plan something sooner than what we know of. Plans are days ahead, so a look every few seconds is net enough.
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(5);
    private long lookedAt;
    private TimeSpan wait;

    /// <summary>Whether something may be due by now.</summary>
    public bool IsWorthwhile() => lookedAt == 0 || clock.GetElapsedTime(lookedAt) >= wait;

    /// <summary>Notes in how long the next follow-up is due, counted by the database's clock.</summary>
    public void Note(TimeSpan? untilNext)
    {
        wait = untilNext is { } until && until < AtLeastEvery ? until : AtLeastEvery;
        lookedAt = clock.GetTimestamp();
    }
}
