using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>
/// The day by which a task should be done. Somebody who may not be safe is looked at on the day, as the pages promise; everything else within two working days,
/// a standard of ours that no area has stated.
/// </summary>
internal static class TaskDueDay
{
    private const int WorkingDays = 2;

    /// <summary>The code of a task about an answer by which a person may harm themselves.</summary>
    public const string SafetyItem = "safety-item";

    // About one person, and about several that came from one sender within an hour.
    public static IReadOnlyList<string> UrgentCodes { get; } = ["urgent-concern", "urgent-concerns", "record-opened", SafetyItem];

    public static bool IsUrgent(string code) => UrgentCodes.Contains(code);

    public static DateOnly Of(string code, DateTimeOffset openedAt, WorkingCalendar calendar)
    {
        var first = calendar.WorkingDayFrom(LondonTime.DateOf(openedAt));
        return IsUrgent(code) ? first : calendar.AddWorkingDays(first, WorkingDays);
    }
}
