using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>Tells the modules above of every message that is unconfirmed, so that a person is asked. A host that dies in between loses none.</summary>
internal sealed class ReportUnconfirmed(Database database) : IRecurringJob
{
    public const string Key = "communications.report-unconfirmed";
    private const int MaxAtOnce = 1000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Actor.Job(Key));
        var unconfirmed = await change.ReadAsync(
            "select id, area, referral_id, type from communications.message where state = 'unconfirmed' order by ended_at desc limit $1", [MaxAtOnce],
            row => new MessageUnconfirmed(row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetString(3)), cancellationToken);
        if (unconfirmed.Count == 0) return;
        foreach (var message in unconfirmed) change.Publish(message);
        await change.CommitAsync(cancellationToken);
    }
}
