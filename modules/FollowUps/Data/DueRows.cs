using Npgsql;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>A follow-up whose time has come, held by the transaction that claimed it.</summary>
/// <param name="Ctid">Where the row lies; true only while that transaction holds it.</param>
internal sealed record DueRow(
    string Ctid, string Area, Guid ReferralId, string Step, long StepId, short OfferNumber, short Number, DateTimeOffset DueAt, DateTimeOffset? UsefulUntil,
    DateOnly TriggeredOn, DateTimeOffset Now)
{
    public bool IsTooLate => UsefulUntil < Now;
}

/// <summary>What became of a follow-up.</summary>
internal sealed record Settled(DueRow Row, FollowUpAction Action);

/// <summary>Claims follow-ups that are due.</summary>
internal static class DueRows
{
    /// <summary>
    /// Where the oldest of each area lie, up to so many in all. Found for many batches at once: until the database has tidied up, every search at the front of
    /// the queue passes
    /// all that was done before, and with a million due at once searches for each batch cost more than anything else.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FindAsync(
        Database database, Actor actor, string[] areas, int size, DueTime due, CancellationToken cancellationToken)
    {
        await using var look = database.Begin(actor);
        // The planner does not know that the index gives the oldest first and that few are wanted; left alone it collects and sorts all that are due, each
        // time.
        look.Write("set local enable_bitmapscan = off");
        look.Write("set local enable_sort = off");
        return await look.ReadAsync(
            // The instant is read from a sub-select: PostgreSQL trusts no coalesce(...) before row-level security has had its say, and would not use the index.
            """
            with now_at as materialized (select coalesce($1, now()) as now)
            select d.place
            from unnest($2) as a (area)
            cross join lateral (
              select ctid::text as place
              from follow_ups.due
              where area = a.area and state = 0 and due_at <= (select now from now_at)
              order by due_at
              limit $3) d
            limit $3
            """,
            [due.OverridingNow, areas, size], row => row.GetString(0), cancellationToken);
    }

    /// <summary>
    /// Claims what lies at these places, oldest first, where it is due and of one of these areas, whatever was there when they were found. Rows another host
    /// holds are stepped over.
    /// </summary>
    public static Task<IReadOnlyList<DueRow>> ClaimAsync(Change change, string[] areas, string[] places, DueTime due, CancellationToken cancellationToken) =>
        change.ReadAsync(
        """
        select ctid::text, area, referral_id, step, step_id, occasion, number, due_at, useful_until, anchored_on, coalesce($1, now())
        from follow_ups.due
        where ctid = any ($2::text[]::tid[]) and state = 0 and due_at <= coalesce($1, now()) and area = any ($3)
        order by due_at
        for update skip locked
        """,
        [due.OverridingNow, places, areas], Read, cancellationToken);

    /// <summary>When the oldest follow-up that is not done is or was due, and what time it is.</summary>
    public static async Task<(DateTimeOffset? Oldest, DateTimeOffset Now)> OldestAsync(
        Database database, Actor actor, string[] areas, DueTime due, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            actor,
            """
            select min(d.due_at), coalesce($1, now())
            from unnest($2) as a (area)
            cross join lateral (select due_at from follow_ups.due where area = a.area and state = 0 order by due_at limit 1) d
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
