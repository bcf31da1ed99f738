using WorkWell.Communications.Dispatch;
using WorkWell.Platform;

namespace WorkWell.Communications.Sent;

/// <summary>Once a night, where a time is set: what was sent is forgotten word for word. That it was sent, what kind it was and when, is kept.</summary>
internal sealed class ForgetSentText(Database database, DispatchOptions options, DueTime due) : IRecurringJob
{
    public const string Key = "communications.forget-sent-text";
    private const int AtOnce = 5000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
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
                [due.OverridingNow, keep, AtOnce], row => row.GetInt16(0), cancellationToken);
            forgotten = rows.Count;
        }
        while (forgotten == AtOnce);
    }
}
