using WorkWell.Areas.Sdk;

namespace WorkWell.Casework;

/// <summary>How long support lasts, and who says so.</summary>
internal sealed record SupportLimit(int Count, LimitUnit Unit, EvidenceLevel EvidenceLevel, string Source)
{
    /// <summary>The limit that an area has stated for somebody's situation.</summary>
    /// <param name="settings">The area's settings.</param>
    /// <param name="situation">Where the person stands with work; null: not known, and then the longest holds.</param>
    /// <returns>The limit; null where the area states none, or says itself that it is not stated.</returns>
    public static SupportLimit? Of(AreaSettings settings, WorkSituation? situation)
    {
        string[] names = situation switch
        {
            WorkSituation.InWork or WorkSituation.OffSick => [LimitNames.WeeksOfSupportInWork],
            WorkSituation.OutOfWork => [LimitNames.WeeksOfSupportSeekingWork],
            _ => [LimitNames.WeeksOfSupportInWork, LimitNames.WeeksOfSupportSeekingWork],
        };
        return Stated(LimitNames.TimeOfSupport) ?? Stated(LimitNames.MonthsOfSupportInAll) ?? names.Select(Stated).OfType<SupportLimit>()
            .OrderByDescending(limit => limit.Count).FirstOrDefault();

        SupportLimit? Stated(string name) =>
            settings.Limits.TryGetValue(name, out var limit) && limit.EvidenceLevel != EvidenceLevel.NotStated
            && LimitNames.UnitOf(name, limit) is { } unit ? new(limit.Value, unit, limit.EvidenceLevel, limit.Source) : null;
    }

    /// <summary>The last day of support.</summary>
    /// <param name="from">The day on which it began.</param>
    public DateOnly EndsOn(DateOnly from) => Unit switch
    {
        LimitUnit.Days => from.AddDays(Count),
        LimitUnit.Weeks => from.AddDays(7 * Count),
        LimitUnit.Months => from.AddMonths(Count),
        _ => from.AddYears(Count),
    };

    /// <summary>The whole weeks of support that are over on a day, and of how many: those of the limit and every one that was added.</summary>
    /// <param name="openedOn">The day on which support began.</param>
    /// <param name="endsOn">The last day of support.</param>
    /// <param name="today">The day.</param>
    public static (int Used, int All) WeeksUsed(DateOnly openedOn, DateOnly endsOn, DateOnly today)
    {
        var all = (endsOn.DayNumber - openedOn.DayNumber + 6) / 7;
        return (Math.Clamp((today.DayNumber - openedOn.DayNumber) / 7, 0, all), all);
    }

    /// <summary>The whole weeks that are left on a day, counting one that has begun; 0 on the last day and after it.</summary>
    /// <param name="endsOn">The last day of support.</param>
    /// <param name="today">The day.</param>
    public static int WeeksLeft(DateOnly endsOn, DateOnly today) => Math.Max(0, (endsOn.DayNumber - today.DayNumber + 6) / 7);
}
