using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Writes many tasks in one statement.</summary>
internal static class TaskRows
{
    /// <summary>Opens tasks. Existing ones are unchanged.</summary>
    public static void Open(Change change, IReadOnlyList<NewTask> tasks, DueTime due)
    {
        change.WriteRows(
            """
            insert into follow_ups.task (area, id, key, referral_id, code, description, step_id, opened_at)
            select r.area, r.id, r.key, r.referral_id, r.code, r.description, r.step_id, coalesce(r.now, now())
            from unnest($1, $2, $3, $4, $5, $6, $7, $8) as r (area, id, key, referral_id, code, description, step_id, now)
            on conflict do nothing
            """,
            tasks.Select(task => task.Area).ToArray(),
            tasks.Select(_ => Guid.CreateVersion7(change.At)).ToArray(),
            tasks.Select(task => task.Key).ToArray(),
            tasks.Select(task => task.ReferralId).ToArray(),
            tasks.Select(task => task.Code).ToArray(),
            tasks.Select(task => task.Description).ToArray(),
            tasks.Select(task => task.StepId).ToArray(),
            tasks.Select(_ => due.OverridingNow).ToArray());
    }

    /// <summary>Opens a task, or opens it again with what it says now.</summary>
    public static void OpenOrUpdate(Change change, NewTask task, DueTime due) => change.Write(
        """
        insert into follow_ups.task as t (area, id, key, referral_id, code, description, step_id, opened_at)
        values ($1, $2, $3, $4, $5, $6, null, coalesce($7, now()))
        on conflict (area, key) do update set description = excluded.description, closed_at = null, closed_by = null, outcome = null
        """,
        task.Area, Guid.CreateVersion7(change.At), task.Key, DbValue.Id(task.ReferralId), task.Code, task.Description, DbValue.Instant(due.OverridingNow));

    /// <summary>Closes tasks ended by triggers.</summary>
    public static void CloseEndedBy(Change change, IReadOnlyList<ReachedTrigger> points, DueTime due)
    {
        if (points.Count == 0) return;
        // The limit, which no referral reaches, makes PostgreSQL look up each referral separately. With statistics of an emptier table it would compare every
        // referral with every open task, and connections keep that plan.
        change.Write(
            """
            with needless as materialized (
              select t.place
              from unnest($1, $2, $3, $5) as r (area, referral_id, trigger, number)
              cross join lateral (
                select ctid as place, step_id, key from follow_ups.task where area = r.area and referral_id = r.referral_id and closed_at is null
                limit 1000) t
              join follow_ups.step s on s.id = t.step_id
              where r.trigger = any (s.ended_by) and (r.number is null or split_part(t.key, '/', 3) = r.number::text))
            update follow_ups.task set closed_at = coalesce($4, now()), closed_by = 'job:follow-ups', outcome = 'not-needed'
            where ctid = any (array(select place from needless)) and closed_at is null
            """,
            FollowUpRows.Column(points, point => point.Area), FollowUpRows.Column(points, point => point.ReferralId),
            FollowUpRows.Column(points, point => StoredKeys<Trigger>.Of(point.Trigger)), due.OverridingNow,
            FollowUpRows.Column(points, point => point.Number));
    }

    /// <summary>Closes a task as done.</summary>
    public static void Close(Change change, string area, string key, DueTime due) => change.Write(
        "update follow_ups.task set closed_at = coalesce($3, now()), closed_by = $4, outcome = 'done' where area = $1 and key = $2 and closed_at is null",
        area, key, due.OverridingNow, change.Actor.Name);

    /// <summary>Closes the open tasks of one code of a referral.</summary>
    public static void CloseOfCode(Change change, string area, Guid referral, string code, DueTime due) => change.Write(
        "update follow_ups.task set closed_at = coalesce($4, now()), closed_by = 'job:follow-ups', outcome = 'not-needed' where area = $1 and " +
        "referral_id = $2 and code = $3 and closed_at is null",
        area, referral, code, due.OverridingNow);

    /// <summary>Closes the open tasks of a referral, but not that of an answer by which the person may harm themselves: that stays true.</summary>
    public static void CloseFor(Change change, string area, Guid referral, DueTime due) => change.Write(
        "update follow_ups.task set closed_at = coalesce($3, now()), closed_by = 'job:follow-ups', outcome = 'referral-ended' where area = $1 and " +
        "referral_id = $2 and closed_at is null and code <> $4",
        area, referral, due.OverridingNow, TaskDueDay.SafetyItem);
}
