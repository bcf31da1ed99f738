using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Follow-ups that are still to come and were planned from another time of their step than the plan has now. They keep their dates.</summary>
/// <param name="Step">The step's code.</param>
/// <param name="Before">The time they were planned from, such as P4W.</param>
/// <param name="Now">The step's time now; null when the plan has no such step any more.</param>
/// <param name="Count">How many.</param>
internal sealed record PlannedEarlier(string Step, string Before, string? Now, long Count)
{
    private static readonly Actor Reader = Actor.Job("follow-ups.planned-earlier");

    /// <summary>In a sentence.</summary>
    public string Says => Now is null
        ? $"step \"{Step}\" is not in the plan any more; {Count} that were planned still happen ({Before} after their trigger)."
        : $"step \"{Step}\" comes {Now} after its trigger now; {Count} that were planned before keep their dates ({Before} after it).";

    /// <summary>Counts them. It reads every follow-up of the area that is still to come.</summary>
    public static async Task<IReadOnlyList<PlannedEarlier>> CountAsync(Database database, AreaSettings settings, CancellationToken cancellationToken)
    {
        var times = TimesOf(settings);
        var planned = await database.ReadAsync(
            Reader,
            """
            select s.code, s.after, count(*)
            from follow_ups.follow_up d join follow_ups.step s on s.id = d.step_id
            where d.area = $1 and d.state = 0
            group by s.code, s.after
            order by s.code, s.after
            """,
            [settings.Code], row => (Step: row.GetString(0), After: row.GetString(1), Count: row.GetInt64(2)), cancellationToken);
        return
        [
            .. from one in planned
               let now = times.GetValueOrDefault(one.Step)
               where now != one.After
               select new PlannedEarlier(one.Step, one.After, now, one.Count),
        ];
    }

    /// <summary>The time of each step, with limits filled in.</summary>
    public static IReadOnlyDictionary<string, string> TimesOf(AreaSettings settings) =>
        settings.FollowUps.Select(step => PlannedStep.From(step, settings.Limits)).OfType<PlannedStep>()
            .ToDictionary(step => step.Code, step => step.After.ToString());
}
