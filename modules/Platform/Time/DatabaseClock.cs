using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// The time of the database, which rules: the host's own clock less what it is found to be wrong by. Every host of a database so has the same time, and a
/// host whose clock is an hour off plans, dates and sends as the others do (docs/decisions/0003-one-postgresql.md).
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
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => own.CreateTimer(callback, state, dueTime, period);

    /// <summary>Asks the database for its time and goes by it from now on.</summary>
    /// <param name="stop">Stops the question.</param>
    public async Task MeasureAsync(CancellationToken stop)
    {
        var best = (Ahead: TimeSpan.Zero, Doubt: TimeSpan.MaxValue);
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var ask = new NpgsqlCommand("select clock_timestamp()", connection);
        for (var i = 0; i < Tries; i++)
        {
            var (asked, since) = (own.GetUtcNow(), own.GetTimestamp());
            var database = new DateTimeOffset((DateTime)(await ask.ExecuteScalarAsync(stop))!);
            // The answer is from some moment of the journey there and back; the shortest journey leaves the least doubt.
            var doubt = own.GetElapsedTime(since) / 2;
            if (doubt < best.Doubt) best = (asked + doubt - database, doubt);
        }
        // Within the doubt the old figure is as good, and the time of this host does not tremble.
        if ((best.Ahead - Ahead).Duration() > best.Doubt) Interlocked.Exchange(ref aheadTicks, best.Ahead.Ticks);
    }
}
