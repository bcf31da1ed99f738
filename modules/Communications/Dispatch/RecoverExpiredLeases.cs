using WorkWell.Communications.Outbox;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>A message of which nobody knows whether its transport got it.</summary>
internal sealed record ExpiredLease(
    MessageReference Message, int Attempt, long Token, int Failures, Guid? PersonId, string Channel, string Transport, DateTimeOffset BegunAt,
    DateTimeOffset At);

/// <summary>
/// Looks after messages whose sender crashed, froze or was cut off. One that was only claimed goes back to the queue. One that was about to be sent is
/// asked after where the transport can answer, and is otherwise unconfirmed, for a person to decide: it is never simply sent again.
/// </summary>
internal sealed class RecoverExpiredLeases(Database database, DueTime due)
{
    private static readonly Actor Dispatch = Actor.Job("communications.reclaim");

    // The token stays as it is: should the one that froze wake up and know the outcome, it is welcome to say so.
    private const string Sql =
        """
        with now_at as materialized (select coalesce($1, now()) as now),
        lapsed as (
          select m.area, m.id, m.attempt, a.transport, a.begun_at
          from communications.message m left join communications.attempt a on a.area = m.area and a.message_id = m.id and a.number = m.attempt
          where m.state = 'sending' and m.lease_until < (select now from now_at) - $2
          limit 500 for update of m skip locked)
        update communications.message m set
          state = case
            when l.transport is null and m.stop_reason is not null then 'cancelled'
            when l.transport is null and m.failures + 1 >= $3 then 'set-aside'
            when l.transport is null then 'queued'
            when l.transport = any ($4) then 'sending'
            else 'unconfirmed' end,
          reason = case
            when l.transport is null and m.stop_reason is not null then m.stop_reason
            when l.transport is null and m.failures + 1 >= $3 then 'host-stopped'
            when l.transport is null then m.reason
            else 'host-stopped' end,
          failures = m.failures + case when l.transport is null then 1 else 0 end,
          due_at = case when l.transport is null then (select now from now_at) + least(m.failures, 20) * random() * interval '1 minute' else m.due_at end,
          lease_until = case when l.transport = any ($4) then (select now from now_at) + $5 end,
          ended_at = case when l.transport = any ($4) or (l.transport is null and m.stop_reason is null and m.failures + 1 < $3) then null
            else (select now from now_at) end
        from lapsed l
        where m.area = l.area and m.id = l.id
        returning m.area, m.id, m.attempt, m.token, m.failures, m.person_id, m.channel, coalesce(l.transport, ''), coalesce(l.begun_at, m.queued_at),
          (select now from now_at), m.state
        """;

    /// <summary>Looks for lapsed messages and settles those that need no asking.</summary>
    /// <param name="maxFailures">After so many failed tries a message is set aside.</param>
    /// <param name="canBeAsked">The transports this host can ask.</param>
    /// <param name="lease">How long a lease lasts, and so how long this host has for asking.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Messages to ask after, and how many were settled.</returns>
    public async Task<(IReadOnlyList<ExpiredLease> ToAsk, int Settled)> RecoverAsync(
        int maxFailures, IReadOnlyList<string> canBeAsked, TimeSpan lease, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            Dispatch, Sql, [due.OverridingNow, Grace(lease), maxFailures, canBeAsked.ToArray(), lease],
            row => (
                Message: new ExpiredLease(
                    new(row.GetString(0), row.GetGuid(1)), row.GetInt16(2), row.GetInt64(3), row.GetInt16(4), row.IsDBNull(5) ? null : row.GetGuid(5),
                    row.GetString(6),
                    row.GetString(7), row.GetFieldValue<DateTimeOffset>(8), row.GetFieldValue<DateTimeOffset>(9)),
                IsToAsk: row.GetString(10) == "sending"),
            cancellationToken);
        var toAsk = rows.Where(row => row.IsToAsk).Select(row => row.Message).ToArray();
        return (toAsk, rows.Count - toAsk.Length);
    }

    // Whoever holds the message may be at a last, slow statement.
    private static TimeSpan Grace(TimeSpan lease) => lease / 20;
}
