using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>A carrier's rate limit shared by all hosts: a token bucket in one database row.</summary>
internal sealed class SharedRateLimit(Database database, DueTime due)
{
    private static readonly Actor Dispatch = Actor.Job("communications.rate-limit");

    // The bucket holds at most two seconds' worth. The refill time never goes back, in whatever order hosts get the row.
    private const string Take =
        """
        with now_at as materialized (select coalesce($4, now()) as now),
        held as (
          select transport, least($2 * 2, tokens + $2 * greatest(0, extract(epoch from (select now from now_at) - refilled_at)::float8)) as tokens
          from communications.rate_limit where transport = $1 for update)
        update communications.rate_limit p set tokens = h.tokens - least($3, floor(h.tokens)), refilled_at = greatest(p.refilled_at, (select now from now_at))
        from held h where p.transport = h.transport
        returning least($3, floor(h.tokens))::int
        """;

    /// <summary>Takes tokens.</summary>
    /// <returns>How many were granted.</returns>
    public async Task<int> TakeAsync(string transport, int perMinute, int requested, CancellationToken cancellationToken)
    {
        var perSecond = perMinute / 60d;
        while (true)
        {
            var taken = await database.ReadAsync(
                Dispatch, Take, [transport, perSecond, (double)requested, due.OverridingNow], row => row.GetInt32(0), cancellationToken);
            if (taken is [var tokens]) return tokens;
            await using var change = database.Begin(Dispatch);
            change.Write("insert into communications.rate_limit (transport, tokens, refilled_at) values ($1, $2, coalesce($3, now())) on conflict do nothing",
                transport, perSecond * 2, due.OverridingNow);
            await change.CommitAsync(cancellationToken);
        }
    }
}
