using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// The database's time: the host's clock corrected by its measured error. All hosts of a database share this time, so a host whose clock is an hour out
/// plans, dates and sends like the others (docs/decisions/0003-one-postgresql.md).
/// </summary>
/// <param name="source">The database.</param>
/// <param name="own">The host's own clock.</param>
public sealed class DatabaseClock(NpgsqlDataSource source, TimeProvider own) : TimeProvider
{
    private const int Tries = 3;
    private long aheadTicks;

    /// <summary>How far the host's own clock is ahead of the database's.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref aheadTicks));

    /// <inheritdoc/>
    public override long TimestampFrequency => own.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => own.GetUtcNow() - Ahead;

    /// <inheritdoc/>
    public override long GetTimestamp() => own.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        own.CreateTimer(callback, state, dueTime, period);

    /// <summary>Measures the clock's error against the database and applies the correction.</summary>
    /// <param name="cancellationToken">Stops the question.</param>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var best = (Ahead: TimeSpan.Zero, Doubt: TimeSpan.MaxValue);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        // One transaction instead of one for each question: this is half the load of an idle host.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var ask = new NpgsqlCommand("select clock_timestamp()", connection, transaction);
        for (var i = 0; i < Tries; i++)
        {
            var (asked, since) = (own.GetUtcNow(), own.GetTimestamp());
            var database = new DateTimeOffset((DateTime)(await ask.ExecuteScalarAsync(cancellationToken))!);
            // The database answered at some point during the round trip, so the shortest round trip is the most accurate.
            var doubt = own.GetElapsedTime(since) / 2;
            if (doubt < best.Doubt) best = (asked + doubt - database, doubt);
        }
        await transaction.CommitAsync(cancellationToken);
        // Within the uncertainty the old correction is just as good, and keeping it avoids jitter.
        if ((best.Ahead - Ahead).Duration() > best.Doubt) Interlocked.Exchange(ref aheadTicks, best.Ahead.Ticks);
    }
}
