namespace WorkWell.Platform;

/// <summary>
/// Whose clock says what is due. In production it is the database's (<see cref="DatabaseClock"/>), so that a host with a wrong clock is neither early nor late;
/// where a host is given another clock, it is that one. Statements compare with <c>coalesce($1, now())</c> and pass <see cref="Given"/>.
/// </summary>
/// <param name="clock">The host's clock.</param>
public sealed class DueTime(TimeProvider clock)
{
    /// <summary>The instant to compare with, or null for the database's own.</summary>
    public DateTimeOffset? Given => clock is DatabaseClock ? null : clock.GetUtcNow();
}
