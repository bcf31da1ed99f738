using System.Globalization;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>
/// Tells the area's team at once that a person may be in danger, whatever the plan says. After several from one sender within an hour, further ones share a
/// task that lists them: somebody who invents a hundred must not bury the one that is true.
/// </summary>
internal sealed class TellWhenUrgentConcernRaised(PlanFollowUps plan, DueTime due) : IReaction<UrgentConcernRaised>
{
    /// <summary>This many from one sender in an hour have a task of their own each.</summary>
    private const int MaxOneByOne = 5;
    private const int MaxListed = 100;

    public async Task ReactAsync(UrgentConcernRaised happened, Change change, CancellationToken cancellationToken)
    {
        if (happened.Origin is not { } origin || await CountAsync(happened, origin, change, cancellationToken) is not { Length: > MaxOneByOne } alike)
        {
            plan.RaiseConcern(change, happened.Summary);
            return;
        }
        var shared = alike[MaxOneByOne..];
        var key = $"urgent-concerns/{origin:n}/{Hour(change.At).ToString("yyyy-MM-ddTHH", CultureInfo.InvariantCulture)}";
        TaskRows.OpenOrUpdate(change, new(happened.Area, key, null, "urgent-concerns", Says(shared), null), due);
        // The team hears by e-mail again whenever there are twice as many.
        if (int.IsPow2(shared.Length)) plan.RaiseConcern(change, happened.Summary, withTask: false);
    }

    private static string Says(string[] shared)
    {
        var listed = string.Join(", ", shared.Take(MaxListed)) + (shared.Length > MaxListed ? " and others" : "");
        return string.Create(CultureInfo.InvariantCulture,
            $"{shared.Length} more urgent concerns came from one sender within an hour: {listed}. Look at each of them now and follow your safeguarding " +
            $"procedure. They may be invented, and one of them may not be.");
    }

    private static async Task<string[]> CountAsync(UrgentConcernRaised happened, Guid origin, Change change, CancellationToken cancellationToken) =>
        (await change.ReadAsync(
            """
            insert into follow_ups.concern_origin as o (area, origin, hour, referrals) values ($1, $2, $3, array[$4])
            on conflict (area, origin, hour) do update set referrals = o.referrals || excluded.referrals
            returning referrals
            """,
            [happened.Area, origin, Hour(change.At), happened.Summary.Reference], row => row.GetFieldValue<string[]>(0), cancellationToken)).Single();

    private static DateTimeOffset Hour(DateTimeOffset at) => new(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero);
}
