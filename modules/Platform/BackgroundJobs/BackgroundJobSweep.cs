namespace WorkWell.Platform;

/// <summary>
/// Once a minute: marks jobs of crashed hosts as interrupted, enqueues waiting jobs that Hangfire has lost, and deletes those that ended 90 days ago.
/// </summary>
internal sealed class BackgroundJobSweep(Database database, HangfireClient hangfire, WorkSwitch work) : IRecurringJob
{
    public const string Key = "platform.background-jobs";
    private static readonly Actor Sweeper = Actor.Job(Key);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Sweeper);
        change.Write(
            """
            update platform.background_job set state = 'interrupted', ended_at = now(),
              problem = 'Its host stopped in the middle. Start it again if it is still wanted.'
            where state = 'running' and heartbeat_at < now() - interval '30 seconds'
            """);
        change.Write("delete from platform.background_job where ended_at < now() - interval '90 days'");
        var waiting = await change.ReadAsync(
            "select key, id from platform.background_job where state = 'queued' and enqueued_at < now() - interval '1 minute' order by created_at limit 1", [],
            row => BackgroundJobKey.Of(row.GetString(0), row.GetGuid(1)), cancellationToken);
        await change.CommitAsync(cancellationToken);
        if (waiting is [var next] && !work.IsByHand) hangfire.EnqueueOnce(next, HangfireClient.LongQueue);
    }
}
