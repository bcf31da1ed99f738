using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>A message that will never arrive this way.</summary>
/// <param name="Message">The message.</param>
/// <param name="Reason">Why: a code.</param>
internal sealed record Undeliverable(MessageReference Message, string Reason)
{
    /// <summary>The claim that found it out; null when a receipt or a bounce said so, which holds for whatever attempt there was.</summary>
    public (int Attempt, long Token)? Claim { get; init; }

    /// <summary>Whether later messages to this address would fail too.</summary>
    public bool IsAddressDead { get; init; }

    /// <summary>Whether nothing was handed to any transport, because there is no way to reach the recipient.</summary>
    public bool HasNoChannel { get; init; }
}

/// <summary>
/// Settles a message that will never arrive this way, in one change: its state, the dead channel on the person's card, the same message again by another
/// way, and word to the floors above.
/// </summary>
internal sealed class HandleUndeliverable(Database database, IPeople people, DueTime due, WakeUp wakeUp)
{
    private static readonly Actor Dispatch = Actor.Job("communications.undeliverable");

    /// <summary>Settles it.</summary>
    /// <returns>False when the message is not, or no longer, on its way: a second bounce, or one of a message that was settled meanwhile.</returns>
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
        var goesOn = message.PersonId is not null && !what.HasNoChannel && !message.IsOver;
        if (goesOn) QueueForAnotherChannel(change, what.Message, message);
        change.Publish(new MessageCouldNotBeDelivered(what.Message.Id, what.Message.Area, message.ReferralId, message.Type, what.Reason)
        {
            PersonId = message.PersonId,
            Channel = what.HasNoChannel ? null : ChannelCode.Read(message.Channel),
            IsChannelStopped = stopsChannel,
            IsTriedAnotherWay = goesOn,
        });
        await change.CommitAsync(cancellationToken);
        return true;
    }

    // The same message by another way is a message of its own, with a key and so a reference of its own: receipts of the two cannot be mixed up.
    private void QueueForAnotherChannel(Change change, MessageReference failed, Found message)
    {
        var key = $"{message.Key}/after-{message.Channel}";
        string[] tried = [.. message.Tried, message.Channel];
        var next = MessageTypes.Find(message.Type)?.Channels.Select(ChannelCode.Of).FirstOrDefault(channel => !tried.Contains(channel)) ?? message.Channel;
        change.Write(
            """
            insert into communications.message
              (due_at, queued_at, useful_until, is_urgent, at_any_hour, id, referral_id, person_id, area, channel, type, key, content, tried, ended_by)
            select coalesce($7, now()), coalesce($7, now()), useful_until, is_urgent, at_any_hour, $3, referral_id, person_id, area, $4, type, $5, content, $6,
              ended_by
            from communications.message where area = $1 and id = $2
            on conflict (area, id) do nothing
            """,
            failed.Area, failed.Id, MessageId.For(failed.Area, key), next, key, tried, due.OverridingNow);
        change.AfterCommit(() => wakeUp.Wake(SendMessages.Key));
    }

    private sealed record Found(string Key, string Type, Guid ReferralId, Guid? PersonId, string Channel, string[] Tried, bool IsOver, DateTimeOffset SentAt);
}
