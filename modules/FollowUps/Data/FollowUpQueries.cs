using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Reads follow-ups and applies people's decisions about failed ones.</summary>
internal sealed class FollowUpQueries(Database database, DueTime due, IAuditTrail audit, WakeUp wakeUp) : IFollowUps
{
    public Task<IReadOnlyList<FollowUp>> OfReferralAsync(Actor actor, string area, Guid referral, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        """
        select d.area, d.referral_id, d.step, d.repeat_number, d.due_at, d.done_at, d.state, d.reason, s.message, s.task
        from follow_ups.follow_up d join follow_ups.step s on s.id = d.step_id
        where d.area = $1 and d.referral_id = $2
        order by d.due_at, d.step, d.offer_number, d.repeat_number
        """,
        [area, referral], Read, cancellationToken);

    public Task<IReadOnlyList<FollowUp>> DeadLetteredAsync(Actor actor, int max, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        """
        select d.area, d.referral_id, d.step, d.repeat_number, d.due_at, d.done_at, d.state, d.reason, s.message, s.task
        from follow_ups.follow_up d join follow_ups.step s on s.id = d.step_id
        where d.state = 5
        order by d.due_at
        limit $1
        """,
        [max], Read, cancellationToken);

    public Task<IReadOnlyList<FollowUpWork>> WorkAsync(Actor actor, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        """
        with now_is as (select coalesce($1, now()) as at),
        open as (
          select area, count(*) filter (where due_at > at) as planned, count(*) filter (where due_at <= at) as due,
            count(*) filter (where due_at < at - interval '5 minutes') as late,
            min(due_at) filter (where due_at <= at) as oldest, min(due_at) filter (where due_at > at) as next
          from follow_ups.follow_up, now_is where state = 0 group by area),
        aside as (select area, count(*) as number from follow_ups.follow_up where state = 5 group by area),
        done as (select area, count(*) as number from follow_ups.follow_up, now_is where state = 1 and done_at > at - interval '1 hour' group by area),
        task as (select area, count(*) as number from follow_ups.task where closed_at is null group by area),
        every as (select area from open union select area from aside union select area from done union select area from task)
        select every.area, coalesce(open.planned, 0), coalesce(open.due, 0), coalesce(open.late, 0), coalesce(aside.number, 0), coalesce(done.number, 0),
          coalesce(task.number, 0), open.oldest, open.next
        from every left join open using (area) left join aside using (area) left join done using (area) left join task using (area)
        order by every.area
        """,
        [due.OverridingNow], ReadWork, cancellationToken);

    public Task<int> RetryAsync(Actor actor, DeadLetterSelection which, CancellationToken cancellationToken) =>
        DecideAsync(actor, which, FollowUpState.Due, "follow-ups.retried", cancellationToken);

    public Task<int> DropAsync(Actor actor, DeadLetterSelection which, CancellationToken cancellationToken) =>
        DecideAsync(actor, which, FollowUpState.Cancelled, "follow-ups.dropped", cancellationToken);

    private async Task<int> DecideAsync(Actor actor, DeadLetterSelection which, FollowUpState state, string action, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        var changed = await change.ReadAsync(
            """
            update follow_ups.follow_up set state = $4, reason = case when $4 = 0 then null else 'dropped' end, done_at = case when $4 = 0 then null
              else coalesce($5, now()) end
            where state = 5 and ($1::text is null or area = $1) and ($2::uuid is null or referral_id = $2) and ($3::text is null or step = $3)
            returning area, referral_id
            """,
            [which.Area, which.Referral, which.Step, (short)state, due.OverridingNow], row => (Area: row.GetString(0), Referral: row.GetGuid(1)),
            cancellationToken);
        foreach (var one in changed.Distinct()) audit.Record(change, one.Area, action, one.Referral);
        if (state == FollowUpState.Due) change.AfterCommit(() => wakeUp.Wake(IFollowUps.TickJob));
        await change.CommitAsync(cancellationToken);
        return changed.Count;
    }

    private static FollowUp Read(NpgsqlDataReader row) => new()
    {
        Area = row.GetString(0),
        ReferralId = row.GetGuid(1),
        Step = row.GetString(2),
        Number = row.GetInt16(3),
        DueAt = row.GetFieldValue<DateTimeOffset>(4),
        DoneAt = row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
        Outcome = (FollowUpOutcome)row.GetInt16(6),
        Reason = row.IsDBNull(7) ? null : row.GetString(7),
        Message = row.IsDBNull(8) ? null : row.GetString(8),
        Task = row.IsDBNull(9) ? null : row.GetString(9),
    };

    private static FollowUpWork ReadWork(NpgsqlDataReader row) => new()
    {
        Area = row.GetString(0),
        Planned = row.GetInt64(1),
        Due = row.GetInt64(2),
        Late = row.GetInt64(3),
        DeadLettered = row.GetInt64(4),
        DoneInTheLastHour = row.GetInt64(5),
        OpenTasks = row.GetInt64(6),
        OldestDueAt = row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7),
        NextDueAt = row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
    };
}
