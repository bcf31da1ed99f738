using WorkWell.Platform;

namespace WorkWell.Partners;

/// <summary>
/// Services paused by administrators. Read on use, at most every ten seconds, to spare intake a query. The host that records a pause sees it immediately.
/// </summary>
internal sealed class Pauses(Database database, TimeProvider clock)
{
    private static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(10);
    private static readonly Actor Reader = Actor.Job("partners.pauses");

    private volatile Snapshot? snapshot;

    /// <summary>The pauses by area and service, each with its last day.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The pauses; some may have ended.</returns>
    public async ValueTask<IReadOnlyDictionary<(string Area, string Service), DateOnly?>> AllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (snapshot is { } known && (now - known.ReadAt).Duration() < BetweenReads) return known.Pauses;
        var rows = await database.ReadAsync(
            Reader,
            "select area, service, until from partners.pause",
            [],
            row => (Key: (row.GetString(0), row.GetString(1)), Until: row.IsDBNull(2) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(2)),
            cancellationToken);
        var read = new Snapshot(now, rows.ToDictionary(row => row.Key, row => row.Until));
        snapshot = read;
        return read.Pauses;
    }

    /// <summary>Clears the cache after a change.</summary>
    public void Forget() => snapshot = null;

    private sealed record Snapshot(DateTimeOffset ReadAt, IReadOnlyDictionary<(string Area, string Service), DateOnly?> Pauses);
}
