using WorkWell.Communications.Dispatch;
using WorkWell.Platform;

namespace WorkWell.Communications.Sent;

/// <summary>
/// Deletes each night which addresses were counted, and the text of old messages if Dispatch:KeepTextFor is set; the message itself, its type and times are
/// kept. Codes and links in messages that were held until they were no use are forgotten too.
/// </summary>
internal sealed class ForgetSentText(Database database, DispatchOptions options, DueTime due) : IRecurringJob
{
    public const string Key = "communications.forget-sent-text";
    private const int BatchSize = 5000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await database.ReadAsync(
            Actor.Job(Key), "delete from communications.recipient where since < (select coalesce($1, now()) - interval '1 day') returning id",
            [due.OverridingNow], row => row.GetGuid(0), cancellationToken);
        await database.ReadAsync(
            Actor.Job(Key),
            """
            update communications.message set content = communications.without_secrets(content)
            where state in ('unconfirmed', 'dead-lettered') and type = any ($2) and useful_until < coalesce($1, now())
            returning id
            """,
            [due.OverridingNow, SecretFields.Types.ToArray()], row => row.GetGuid(0), cancellationToken);
        if (options.KeepTextFor is not { } keep) return;
        int forgotten;
        do
        {
            var rows = await database.ReadAsync(
                Actor.Job(Key),
                """
                delete from communications.attempt where ctid = any (array(
                  select a.ctid from communications.attempt a join communications.message m on m.area = a.area and m.id = a.message_id
                  where a.begun_at < (select coalesce($1, now()) - $2) and m.state not in ('sending', 'unconfirmed') limit $3))
                returning number
                """,
                [due.OverridingNow, keep, BatchSize], row => row.GetInt16(0), cancellationToken);
            forgotten = rows.Count;
        }
        while (forgotten == BatchSize);
    }
}
