using WorkWell.Communications.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Outbox;

/// <summary>The outbox: a message is written in the transaction that causes it and sent after the commit.</summary>
internal sealed class MessageOutbox(DueTime due, WakeUp wakeUp) : IMessages
{
    /// <summary>The key of the job that sends what the outbox holds.</summary>
    public const string SendingJob = "communications.send";

    public void Queue(Change change, params IReadOnlyList<MessageRequest> requests)
    {
        if (requests.Count == 0) return;
        // A message for "now" takes the database's time, or a host with a wrong clock would delay it.
        change.WriteRows(
            """
            insert into communications.message
              (due_at, queued_at, useful_until, is_urgent, at_any_hour, id, referral_id, person_id, area, channel, type, key, address, language, content,
                ended_by)
            select case when r.not_before <= r.at then coalesce(r.now, now()) else r.not_before end, coalesce(r.now, now()), r.useful_until,
              r.is_urgent, r.at_any_hour, r.id, r.referral_id, r.person_id, r.area, r.channel, r.type, r.key, r.address, r.language, r.content,
                string_to_array(r.ended_by, ',')
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
              as r (area, key, id, type, referral_id, person_id, address, language, content, not_before, useful_until, is_urgent, at_any_hour, at, now, channel,
                ended_by)
            on conflict (area, id) do nothing
            """,
            requests.Select(request => request.Area).ToArray(),
            requests.Select(request => request.Key).ToArray(),
            requests.Select(request => MessageId.For(request.Area, request.Key)).ToArray(),
            requests.Select(request => request.Type).ToArray(),
            requests.Select(request => request.ReferralId).ToArray(),
            requests.Select(request => request.To.PersonId).ToArray(),
            requests.Select(request => request.To.Email ?? request.To.Phone).ToArray(),
            requests.Select(request => request.To.PersonId is null ? request.To.Language : null).ToArray(),
            requests.Select(MessageContent.Write).ToArray(),
            requests.Select(request => request.NotBefore.ToUniversalTime()).ToArray(),
            requests.Select(request => request.UsefulUntil?.ToUniversalTime()).ToArray(),
            requests.Select(request => request.IsUrgent || MessageTypes.Find(request.Type)?.IsUrgent == true).ToArray(),
            requests.Select(request => request.AtAnyHour).ToArray(),
            requests.Select(_ => change.At.ToUniversalTime()).ToArray(),
            requests.Select(_ => due.OverridingNow).ToArray(),
            requests.Select(LikelyChannel).ToArray(),
            requests.Select(request => request.EndedBy.Count == 0 ? null : string.Join(',', request.EndedBy)).ToArray());
        if (requests.Any(request => request.NotBefore <= change.At)) change.AfterCommit(() => wakeUp.Wake(SendingJob));
    }

    // A guess, which decides the transport it waits for. Rendering chooses the channel from the person's card; a wrong guess costs one more claim.
    private static string LikelyChannel(MessageRequest request)
    {
        if (request.To.Phone is not null) return ChannelCode.Of(Channel.Sms);
        return request.To.PersonId is not null && MessageTypes.Find(request.Type) is { Channels: [var first, ..] } ? ChannelCode.Of(first)
            : ChannelCode.Of(Channel.Email);
    }

    // A message in flight cannot be recalled. If its attempt fails or it bounces, stop_reason prevents another one.
    public void CancelFor(Change change, Guid referral, string reason) => change.Write(
        """
        with held as materialized (
          select area, id from communications.message
          where referral_id = $1 and state in ('queued', 'dead-lettered', 'sending', 'unconfirmed', 'sent') order by area, id for no key update)
        update communications.message m set
          state = case when state in ('queued', 'dead-lettered') then 'cancelled' else state end,
          reason = case when state in ('queued', 'dead-lettered') then $2 else reason end,
          ended_at = case when state in ('queued', 'dead-lettered') then coalesce($3, now()) else ended_at end,
          stop_reason = $2
        from held where m.area = held.area and m.id = held.id
        """,
        referral, reason, due.OverridingNow);

    public void CancelEndedBy(Change change, IReadOnlyList<MessagesEnded> ended)
    {
        if (ended.Count == 0) return;
        change.Write(
            """
            with held as materialized (
              select m.area, m.id, e.by
              from unnest($1, $2, $3) as e (area, referral_id, by) join communications.message m on m.area = e.area and m.referral_id = e.referral_id
              where e.by = any (m.ended_by) and m.state in ('queued', 'dead-lettered', 'sending', 'unconfirmed', 'sent')
              order by m.area, m.id for no key update of m)
            update communications.message m set
              state = case when m.state in ('queued', 'dead-lettered') then 'cancelled' else m.state end,
              reason = case when m.state in ('queued', 'dead-lettered') then split_part(held.by, '/', 1) else m.reason end,
              ended_at = case when m.state in ('queued', 'dead-lettered') then coalesce($4, now()) else m.ended_at end,
              stop_reason = split_part(held.by, '/', 1)
            from held where m.area = held.area and m.id = held.id
            """,
            ended.Select(one => one.Area).ToArray(), ended.Select(one => one.ReferralId).ToArray(), ended.Select(one => one.By).ToArray(), due.OverridingNow);
    }
}
