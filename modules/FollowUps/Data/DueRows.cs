using Npgsql;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>A due follow-up, locked by the transaction that claimed it.</summary>
/// <param name="Ctid">The row's location; valid only while that transaction holds it.</param>
internal sealed record DueRow(
    string Ctid, string Area, Guid ReferralId, string Step, long StepId, short OfferNumber, short Number, DateTimeOffset DueAt, DateTimeOffset? UsefulUntil,
    DateOnly TriggeredOn, DateTimeOffset Now)
{
    public bool IsTooLate => UsefulUntil < Now;
}

/// <summary>A processed follow-up.</summary>
internal sealed record Settled(DueRow Row, FollowUpAction Action);

/// <summary>Claims follow-ups that are due.</summary>
internal static class DueRows
{
    /// <summary>
    /// Finds the ctids of each area's oldest due follow-ups, for many batches at once: until VACUUM runs, every scan walks over completed rows, and with a
    /// million due, one scan per batch would cost more than the rest of the work.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FindAsync(
        Database database, Actor actor, string[] areas, int size, DueTime due, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        // The planner does not use the index order with the limit; by default it would collect and sort all due rows each time.
        change.Write("set local enable_bitmapscan = off");
        change.Write("set local enable_sort = off");
        return await change.ReadAsync(
            // The current time comes from a subquery: with coalesce(...) in the condition, row-level security keeps PostgreSQL from using the index.
            """
            with now_at as materialized (select coalesce($1, now()) as now)
            select d.place
            from unnest($2) as a (area)
            cross join lateral (
              select ctid::text as place
              from follow_ups.follow_up
              where area = a.area and state = 0 and due_at <= (select now from now_at)
              order by due_at
              limit $3) d
            limit $3
            """,
            [due.OverridingNow, areas, size], row => row.GetString(0), cancellationToken);
    }

    /// <summary>
    /// Claims the rows at these ctids that are due and belong to these areas, oldest first. A ctid may hold another row by now, and rows locked by another host
    /// are skipped.
    /// </summary>
    public static Task<IReadOnlyList<DueRow>> ClaimAsync(Change change, string[] areas, string[] ctids, DueTime due, CancellationToken cancellationToken) =>
        change.ReadAsync(
        """
        select ctid::text, area, referral_id, step, step_id, offer_number, repeat_number, due_at, useful_until, triggered_on, coalesce($1, now())
        from follow_ups.follow_up
        where ctid = any ($2::text[]::tid[]) and state = 0 and due_at <= coalesce($1, now()) and area = any ($3)
        order by due_at
        for update skip locked
        """,
        [due.OverridingNow, ctids, areas], Read, cancellationToken);

    /// <summary>Reads the due time of the oldest open follow-up, and the current time.</summary>
    public static async Task<(DateTimeOffset? Oldest, DateTimeOffset Now)> OldestAsync(
        Database database, Actor actor, string[] areas, DueTime due, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            actor,
            """
            select min(d.due_at), coalesce($1, now())
            from unnest($2) as a (area)
            cross join lateral (select due_at from follow_ups.follow_up where area = a.area and state = 0 order by due_at limit 1) d
            """,
            [due.OverridingNow, areas], row =>
            (row.IsDBNull(0) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(0), row.GetFieldValue<DateTimeOffset>(1)), cancellationToken);
        return rows[0];
    }

    private static DueRow Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.GetInt64(4), row.GetInt16(5), row.GetInt16(6),
        row.GetFieldValue<DateTimeOffset>(7),
        row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8), row.GetFieldValue<DateOnly>(9), row.GetFieldValue<DateTimeOffset>(10));
}
