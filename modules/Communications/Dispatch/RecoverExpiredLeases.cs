using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>A message whose lease expired during an attempt: its transport may or may not have it.</summary>
internal sealed record ExpiredLease(
    MessageReference Message, string Type, int Attempt, long Token, int Failures, Guid? PersonId, string Channel, string Transport, DateTimeOffset BegunAt,
    DateTimeOffset At);

/// <summary>
/// Recovers messages whose host crashed, froze or lost its connection. One that was only claimed is queued again. For one that was about to be sent the
/// transport is asked if it can answer; otherwise the message becomes unconfirmed and a person decides. It is never simply sent again, except a flag to staff,
/// which is rather sent twice than not at all.
/// </summary>
internal sealed class RecoverExpiredLeases(Database database, DueTime due)
{
    private static readonly Actor Dispatch = Actor.Job("communications.reclaim");

    private static readonly string[] AtLeastOnce = [.. MessageTypes.All.Where(type => type.IsSentAtLeastOnce).Select(type => type.Code)];

    // The token is kept: a frozen host that resumes and knows the outcome may still record it.
    private const string Sql =
        """
        with now_at as materialized (select coalesce($1, now()) as now),
        lapsed as (
          select m.area, m.id, m.attempt, a.transport, a.begun_at,
            a.transport is null or (m.type = any ($6) and not a.transport = any ($4)) as goes_again
          from communications.message m left join communications.attempt a on a.area = m.area and a.message_id = m.id and a.number = m.attempt
          where m.state = 'sending' and m.lease_until < (select now from now_at) - $2
          limit 500 for update of m skip locked)
        update communications.message m set
          state = case
            when l.goes_again and m.stop_reason is not null then 'cancelled'
            when l.goes_again and m.failures + 1 >= $3 then 'dead-lettered'
            when l.goes_again then 'queued'
            when l.transport = any ($4) then 'sending'
            else 'unconfirmed' end,
          reason = case
            when l.goes_again and m.stop_reason is not null then m.stop_reason
            when l.goes_again and m.failures + 1 >= $3 then 'host-stopped'
            when l.goes_again then m.reason
            else 'host-stopped' end,
          failures = m.failures + case when l.goes_again then 1 else 0 end,
          due_at = case when l.goes_again then (select now from now_at) + least(m.failures, 20) * random() * interval '1 minute' else m.due_at end,
          lease_until = case when l.transport = any ($4) then (select now from now_at) + $5 end,
          ended_at = case when l.transport = any ($4) or (l.goes_again and m.stop_reason is null and m.failures + 1 < $3) then null
            else (select now from now_at) end
        from lapsed l
        where m.area = l.area and m.id = l.id
        returning m.area, m.id, m.attempt, m.token, m.failures, m.person_id, m.channel, coalesce(l.transport, ''), coalesce(l.begun_at, m.queued_at),
          (select now from now_at), m.state, m.type
        """;

    /// <summary>Finds messages with an expired lease, and settles those that no transport has to be asked about.</summary>
    /// <param name="maxFailures">After this many failed attempts a message is dead-lettered.</param>
    /// <param name="canBeAsked">The transports this host can ask.</param>
    /// <param name="lease">How long a lease lasts, which is also how long this host has to ask.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The messages to ask about, and how many were settled.</returns>
    public async Task<(IReadOnlyList<ExpiredLease> ToAsk, int Settled)> RecoverAsync(
        int maxFailures, IReadOnlyList<string> canBeAsked, TimeSpan lease, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            Dispatch, Sql, [due.OverridingNow, Grace(lease), maxFailures, canBeAsked.ToArray(), lease, AtLeastOnce],
            row => (
                Message: new ExpiredLease(
                    new(row.GetString(0), row.GetGuid(1)), row.GetString(11), row.GetInt16(2), row.GetInt64(3), row.GetInt16(4),
                    row.IsDBNull(5) ? null : row.GetGuid(5),
                    row.GetString(6), row.GetString(7), row.GetFieldValue<DateTimeOffset>(8), row.GetFieldValue<DateTimeOffset>(9)),
                IsToAsk: row.GetString(10) == "sending"),
            cancellationToken);
        var toAsk = rows.Where(row => row.IsToAsk).Select(row => row.Message).ToArray();
        return (toAsk, rows.Count - toAsk.Length);
    }

    // The host that holds the message may still be running its last statement.
    private static TimeSpan Grace(TimeSpan lease) => lease / 20;
}
