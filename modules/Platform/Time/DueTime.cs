namespace WorkWell.Platform;

/// <summary>
/// Decides which clock determines what is due: the database's in production, so a host with a wrong clock is neither early nor late; the simulated clock in
/// tests and demonstrations. Statements compare with <c>coalesce($1, now())</c> and pass <see cref="Given"/>.
/// </summary>
/// <param name="clock">The host's clock.</param>
public sealed class DueTime(TimeProvider clock)
{
    /// <summary>The time to compare with; null for the database's own.</summary>
    public DateTimeOffset? Given => clock is SettableClock ? clock.GetUtcNow() : null;
}
