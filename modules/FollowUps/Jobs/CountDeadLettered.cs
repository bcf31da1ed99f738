using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Counts failed follow-ups once a minute, for an alert.</summary>
internal sealed class CountDeadLettered(Database database) : IRecurringJob
{
    // Keys of jobs are stored and never renamed.
    public const string Key = "follow-ups.count-dead-lettered";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var counted = await database.ReadAsync(
            Actor.Job(Key), "select count(*) from follow_ups.follow_up where state = 5", [], row => row.GetInt64(0), cancellationToken);
        FollowUpMetrics.NoteDeadLettered(counted[0]);
    }
}
