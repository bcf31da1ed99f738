using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Casework;

/// <summary>How often a plan is looked at, and who says so.</summary>
/// <param name="Weeks">The weeks from one review to the next.</param>
/// <param name="WindowDays">How many days before and after its day a review is on time.</param>
/// <param name="Source">Who says so; null where the area has not said, and ours holds.</param>
internal sealed record ReviewRule(int Weeks, int WindowDays, string? Source)
{
    // Nobody states either number for every area. Four weeks leave time for a few steps and come twice in the shortest support that an area states.
    private const int UsualWeeks = 4;
    private const int UsualWindowDays = 7;

    /// <summary>The rule of an area as it is now.</summary>
    /// <param name="catalogue">The areas.</param>
    /// <param name="area">The area's code.</param>
    public static ReviewRule Of(IAreaCatalogue catalogue, string area) => Of(catalogue.Ready.GetValueOrDefault(area)?.Settings);

    /// <summary>The rule of an area.</summary>
    /// <param name="settings">The area's settings; null where it does not serve at the moment.</param>
    public static ReviewRule Of(AreaSettings? settings)
    {
        var limit = settings?.Limits.GetValueOrDefault(LimitNames.WeeksBetweenPlanReviews);
        return limit is null || limit.EvidenceLevel == EvidenceLevel.NotStated || limit.Value < 1
            ? new(UsualWeeks, UsualWindowDays, null) : new(limit.Value, WindowOf(limit.Value), limit.Source);
    }

    /// <summary>The day of the next review.</summary>
    /// <param name="from">The day of the last one, or on which the plan began.</param>
    public DateOnly NextAfter(DateOnly from) => from.AddDays(7 * Weeks);

    // The windows of two reviews never overlap.
    private static int WindowOf(int weeks) => Math.Min(UsualWindowDays, ((7 * weeks) - 1) / 2);
}
