using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>A message that cannot be delivered on its channel.</summary>
/// <param name="Message">The message.</param>
/// <param name="Reason">Why, as a code.</param>
internal sealed record Undeliverable(MessageReference Message, string Reason)
{
    /// <summary>The claim it belongs to; null for a receipt or a bounce, which applies to any attempt.</summary>
    public (int Attempt, long Token)? Claim { get; init; }

    /// <summary>Whether later messages to this address would fail too.</summary>
    public bool IsAddressDead { get; init; }

    /// <summary>Whether no transport was called because there is no channel left to the recipient.</summary>
    public bool HasNoChannel { get; init; }
}

/// <summary>
/// Settles an undeliverable message in one transaction: its state, the failed channel on the person's card, the same message on another channel, and an event
/// for the modules above.
/// </summary>
internal sealed class HandleUndeliverable(Database database, IPeople people, IAreaCatalogue areas, DueTime due, WakeUp wakeUp)
{
    private static readonly Actor Dispatch = Actor.Job("communications.undeliverable");

    /// <summary>Settles it.</summary>
    /// <returns>False when the message is already settled, for example by an earlier bounce.</returns>
    public async Task<bool> SettleAsync(Undeliverable what, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Dispatch);
        var found = await change.ReadAsync(
            """
            update communications.message m set state = $3, reason = $4, lease_until = null, ended_at = coalesce($5, now())
            where area = $1 and id = $2 and state in ('sending', 'sent', 'unconfirmed')
              and ($6::smallint is null or (attempt = $6 and token = $7 and state <> 'sent'))
            returning key, type, referral_id, person_id, channel, tried, stop_reason is not null or useful_until <= coalesce($5, now()),
              coalesce((select a.begun_at from communications.attempt a where a.area = m.area and a.message_id = m.id and a.number = m.attempt), m.queued_at)
            """,
            [what.Message.Area, what.Message.Id, what.HasNoChannel ? "suppressed" : "failed", what.Reason, due.OverridingNow, (short?)what.Claim?.Attempt,
            what.Claim?.Token],
            row => new Found(
                row.GetString(0), row.GetString(1), row.GetGuid(2), row.IsDBNull(3) ? null : row.GetGuid(3), row.GetString(4),
                row.IsDBNull(5) ? [] : row.GetFieldValue<string[]>(5), !row.IsDBNull(6) && row.GetBoolean(6), row.GetFieldValue<DateTimeOffset>(7)),
            cancellationToken);
        if (found is not [var message]) return false;

        var stopsChannel = what.IsAddressDead && message.PersonId is not null;
        if (stopsChannel) people.MarkUndeliverable(change, message.PersonId!.Value, ChannelCode.Read(message.Channel), message.SentAt, what.Reason);
        var isRerouted = message.PersonId is not null && !what.HasNoChannel && !message.IsOver;
        if (isRerouted) QueueForAnotherChannel(change, what.Message, message);
        change.Publish(new MessageCouldNotBeDelivered(what.Message.Id, what.Message.Area, message.ReferralId, message.Type, what.Reason)
        {
            PersonId = message.PersonId,
            Channel = what.HasNoChannel ? null : ChannelCode.Read(message.Channel),
            IsChannelStopped = stopsChannel,
            IsTriedAnotherWay = isRerouted,
        });
        await change.CommitAsync(cancellationToken);
        return true;
    }

    // A message of its own, with its own key and reference: receipts of the two cannot be confused. Returned mail comes hours later, when nobody waits for
    // the answer any more, except for a code.
    private void QueueForAnotherChannel(Change change, MessageReference failed, Found message)
    {
        var key = $"{message.Key}/after-{message.Channel}";
        string[] tried = [.. message.Tried, message.Channel];
        var type = MessageTypes.Find(message.Type, areas.Ready.GetValueOrDefault(failed.Area)?.Settings);
        var next = type?.Channels.Select(ChannelCode.Of).FirstOrDefault(channel => !tried.Contains(channel)) ?? message.Channel;
        change.Write(
            """
            insert into communications.message
              (due_at, queued_at, useful_until, is_urgent, at_any_hour, id, referral_id, person_id, area, channel, type, key, content, tried, ended_by)
            select coalesce($7, now()), coalesce($7, now()), useful_until, is_urgent, at_any_hour and is_urgent, $3, referral_id, person_id, area, $4, type, $5,
              content, $6, ended_by
            from communications.message where area = $1 and id = $2
            on conflict (area, id) do nothing
            """,
            failed.Area, failed.Id, MessageId.For(failed.Area, key), next, key, tried, due.OverridingNow);
        change.AfterCommit(() => wakeUp.Wake(SendMessages.Key));
    }

    private sealed record Found(string Key, string Type, Guid ReferralId, Guid? PersonId, string Channel, string[] Tried, bool IsOver, DateTimeOffset SentAt);
}
