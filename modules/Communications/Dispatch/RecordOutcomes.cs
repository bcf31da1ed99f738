using WorkWell.Communications.Outbox;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>The outcome of an attempt.</summary>
internal sealed record Outcome
{
    public required MessageReference Message { get; init; }

    public required int Attempt { get; init; }

    public required long Token { get; init; }

    /// <summary>The new state, as stored.</summary>
    public required string State { get; init; }

    /// <summary>Why, as a code; null keeps the current reason.</summary>
    public string? Reason { get; init; }

    /// <summary>The channel; null keeps the current one.</summary>
    public string? Channel { get; init; }

    /// <summary>For "queued": how long until it is due again. For "sending": how long until the transport is asked.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Whether the attempt counts as a failure of the message.</summary>
    public bool IsFailure { get; init; }

    /// <summary>Whether it certainly did not leave; the stored attempt is then deleted.</summary>
    public bool DidNotLeave { get; init; }

    public static Outcome Of(ClaimedMessage claim, string state, string? reason = null) =>
        new() { Message = claim.Reference, Attempt = claim.Attempt, Token = claim.Token, State = state, Reason = reason };
}

/// <summary>
/// Records outcomes in batches. If another host has claimed the message since, token and attempt no longer match and the outcome is ignored.
/// </summary>
internal sealed class RecordOutcomes(Database database, DueTime due)
{
    private static readonly Actor Dispatch = Actor.Job("communications.dispatch");

    // coalesce hides the state from the planner, which would expect few messages in these states, fetch them all by index and compare each with every outcome.
    private const string Sql =
        """
        with now_at as materialized (select coalesce($11, now()) as now),
        held as (
          select o.*
          from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as o (area, id, attempt, token, state, reason, channel, wait, is_failure, did_not_leave)
          join communications.message m on m.area = o.area and m.id = o.id
          where m.attempt = o.attempt and m.token = o.token and coalesce(m.state, '') in ('sending', 'unconfirmed')
          order by m.area, m.id for no key update of m),
        done as (
          update communications.message m set
            state = case when o.state = 'queued' and m.stop_reason is not null then 'cancelled' else o.state end,
            reason = case when o.state = 'queued' and m.stop_reason is not null then m.stop_reason
              else coalesce(o.reason, case when o.state in ('sent', 'delivered') then null else m.reason end) end,
            channel = coalesce(o.channel, m.channel),
            due_at = case when o.state = 'queued' then (select now from now_at) + o.wait else m.due_at end,
            failures = m.failures + case when o.is_failure then 1 else 0 end,
            lease_until = case when o.state = 'sending' then (select now from now_at) + o.wait end,
            ended_at = case when o.state in ('queued', 'sending') and m.stop_reason is null then null else (select now from now_at) end
          from held o
          where m.area = o.area and m.id = o.id
          returning m.area, m.id, m.attempt, m.state, o.reason, o.is_failure, o.did_not_leave),
        taken_back as (
          delete from communications.attempt a using done d
          where d.did_not_leave and a.area = d.area and a.message_id = d.id and a.number = d.attempt),
        noted as (
          insert into communications.delivery_failure (at, area, message_id, attempt, reason)
          select (select now from now_at), d.area, d.id, d.attempt, d.reason from done d where d.is_failure)
        select area, id, state from done
        """;

    /// <summary>Records outcomes.</summary>
    /// <returns>The messages that were updated, with their new state.</returns>
    public Task<IReadOnlyList<(MessageReference Message, string State)>> RecordAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken) =>
        database.ReadPreparedAsync(
            Dispatch, Sql,
            [
                outcomes.Select(one => one.Message.Area).ToArray(),
                outcomes.Select(one => one.Message.Id).ToArray(),
                outcomes.Select(one => (short)one.Attempt).ToArray(),
                outcomes.Select(one => one.Token).ToArray(),
                outcomes.Select(one => one.State).ToArray(),
                outcomes.Select(one => one.Reason).ToArray(),
                outcomes.Select(one => one.Channel).ToArray(),
                outcomes.Select(one => one.Wait).ToArray(),
                outcomes.Select(one => one.IsFailure).ToArray(),
                outcomes.Select(one => one.DidNotLeave).ToArray(),
                DbValue.Instant(due.OverridingNow),
            ],
            row => (new MessageReference(row.GetString(0), row.GetGuid(1)), row.GetString(2)), cancellationToken);
}
