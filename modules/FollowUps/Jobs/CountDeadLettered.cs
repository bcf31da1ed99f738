using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Once a minute: how many follow-ups wait for a person, for the measurement that an alert watches.</summary>
internal sealed class CountDeadLettered(Database database) : IRecurringJob
{
    public const string Key = "follow-ups.count-set-aside";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var counted = await database.ReadAsync(
            Actor.Job(Key), "select count(*) from follow_ups.due where state = 5", [], row => row.GetInt64(0), cancellationToken);
        FollowUpMetrics.NoteSetAside(counted[0]);
    }
}
