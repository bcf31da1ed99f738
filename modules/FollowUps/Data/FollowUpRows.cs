using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>A new row: due, or done at once.</summary>
internal readonly record struct FollowUpRow(
    string Area, Guid ReferralId, PlannedFollowUp Planned, short OfferNumber, DateOnly TriggeredOn, FollowUpState State, string? Reason);

/// <summary>A trigger that a referral has reached.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="ReferralId">The referral.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="Number">The appointment that it happened to, where it ends nothing of another one.</param>
internal readonly record struct ReachedTrigger(string Area, Guid ReferralId, Trigger Trigger, short? Number = null);

/// <summary>Writes many follow-ups in one statement.</summary>
internal static class FollowUpRows
{
    /// <summary>Stores follow-ups. Existing ones are unchanged.</summary>
    public static void Insert(Change change, IReadOnlyList<FollowUpRow> rows, DueTime due)
    {
        change.WriteRows(
            """
            insert into follow_ups.follow_up (referral_id, due_at, useful_until, done_at, step_id, triggered_on,
              offer_number, repeat_number, state, area, step, reason)
            select r.referral_id, r.due_at, r.useful_until, case when r.state = 0 then null else coalesce(r.now, now()) end,
              r.step_id, r.triggered_on, r.offer_number, r.repeat_number, r.state, r.area, r.step, r.reason
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
              as r (area, referral_id, step, step_id, offer_number, repeat_number, due_at, useful_until, triggered_on, state, reason, now)
            on conflict do nothing
            """,
            Column(rows, row => row.Area),
            Column(rows, row => row.ReferralId),
            Column(rows, row => row.Planned.Step.Code),
            Column(rows, row => row.Planned.Step.Id),
            Column(rows, row => row.OfferNumber),
            Column(rows, row => row.Planned.Number),
            Column(rows, row => row.Planned.DueAt),
            Column(rows, row => row.Planned.UsefulUntil),
            Column(rows, row => row.TriggeredOn),
            Column(rows, row => (short)row.State),
            Column(rows, row => row.Reason),
            Column(rows, _ => due.OverridingNow));
    }

    /// <summary>
    /// Records the outcomes of claimed follow-ups by ctid, in one statement per outcome. Nearly always there is only one.
    /// </summary>
    public static void Settle(Change change, IReadOnlyList<Settled> outcomes, DueTime due)
    {
        foreach (var group in outcomes.GroupBy(outcome => (outcome.Action.State, outcome.Action.Reason)))
        {
            change.Write(
                "update follow_ups.follow_up set state = $2, reason = $3, done_at = coalesce($4, now()) where ctid = any ($1::text[]::tid[]) and state = 0",
                group.Select(outcome => outcome.Row.Ctid).ToArray(), (short)group.Key.State, group.Key.Reason, due.OverridingNow);
        }
    }

    /// <summary>Marks one follow-up as failed. It is found by its key, because the transaction that knew its ctid has ended.</summary>
    public static void DeadLettered(Change change, DueRow row, string reason, DueTime due) => change.Write(
        """
        update follow_ups.follow_up set state = 5, reason = $6, done_at = coalesce($7, now())
        where area = $1 and referral_id = $2 and step = $3 and offer_number = $4 and repeat_number = $5 and state = 0
        """,
        row.Area, row.ReferralId, row.Step, row.OfferNumber, row.Number, reason, due.OverridingNow);

    /// <summary>Cancels the open follow-ups of a referral.</summary>
    public static void Cancel(Change change, string area, Guid referral, string reason, DueTime due) => change.Write(
        "update follow_ups.follow_up set state = 2, done_at = coalesce($4, now()), reason = $3 where area = $1 and referral_id = $2 and state = 0",
        area, referral, reason, due.OverridingNow);

    /// <summary>Cancels follow-ups ended by triggers.</summary>
    public static void CancelEndedBy(Change change, IReadOnlyList<ReachedTrigger> points, DueTime due)
    {
        if (points.Count == 0) return;
        change.Write(
            """
            update follow_ups.follow_up d set state = 2, done_at = coalesce($4, now()), reason = r.trigger
            from unnest($1, $2, $3, $5) as r (area, referral_id, trigger, number), follow_ups.step s
            where d.area = r.area and d.referral_id = r.referral_id and d.state = 0 and d.offer_number = coalesce(r.number, d.offer_number)
              and s.id = d.step_id and r.trigger = any (s.ended_by)
            """,
            Column(points, point => point.Area), Column(points, point => point.ReferralId), Column(points, point => StoredKeys<Trigger>.Of(point.Trigger)),
            due.OverridingNow, Column(points, point => point.Number));
    }

    internal static T[] Column<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++) column[i] = value(rows[i]);
        return column;
    }
}
