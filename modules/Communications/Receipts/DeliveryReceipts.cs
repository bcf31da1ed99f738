using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;
using WorkWell.Platform;

namespace WorkWell.Communications.Receipts;

/// <summary>Delivery receipts. One may come twice, late, out of order, or before the attempt is recorded.</summary>
internal sealed class DeliveryReceipts(Database database, HandleUndeliverable handleUndeliverable, SenderRefusals refusals, DueTime due)
{
    private static readonly Actor Receipts = Actor.Job("communications.receipts");

    /// <summary>Records a receipt.</summary>
    /// <returns>Whether it changed anything.</returns>
    public async Task<bool> ReceiveAsync(MessageReference message, SendResult meaning, CancellationToken cancellationToken)
    {
        var isNew = await RecordAsync(message, meaning, cancellationToken);
        if (isNew) refusals.Record("receipts", message, meaning);
        return isNew;
    }

    private Task<bool> RecordAsync(MessageReference message, SendResult meaning, CancellationToken cancellationToken) => meaning switch
    {
        SendResult.Delivered => SettleAsync(message, "delivered", ["sending", "sent", "unconfirmed"], cancellationToken),
        SendResult.Accepted => SettleAsync(message, "sent", ["sending", "unconfirmed"], cancellationToken),
        SendResult.Refused refused =>
            handleUndeliverable.SettleAsync(new Undeliverable(message, refused.Reason) { IsAddressDead = refused.IsAddressDead }, cancellationToken),
        _ => Task.FromResult(false),
    };

    private async Task<bool> SettleAsync(MessageReference message, string state, string[] from, CancellationToken cancellationToken)
    {
        var settled = await database.ReadAsync(
            Receipts,
            """
            update communications.message set state = $3, reason = null, lease_until = null, ended_at = coalesce($4, now())
            where area = $1 and id = $2 and state = any ($5) returning id
            """,
            [message.Area, message.Id, state, due.OverridingNow, from], row => row.GetGuid(0), cancellationToken);
        return settled.Count > 0;
    }
}
