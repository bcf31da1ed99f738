namespace WorkWell.Platform;

/// <summary>
/// Decides which clock determines what is due: the database's in production, so a host with a wrong clock is neither early nor late; the host's own clock
/// where it was given another one. Statements compare with <c>coalesce($1, now())</c> and pass <see cref="OverridingNow"/>.
/// </summary>
/// <param name="clock">The host's clock.</param>
public sealed class DueTime(TimeProvider clock)
{
    /// <summary>The time to compare with; null for the database's own.</summary>
    public DateTimeOffset? OverridingNow => clock is DatabaseClock ? null : clock.GetUtcNow();
}
