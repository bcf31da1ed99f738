namespace WorkWell.Referrals;

/// <summary>A birth date and the age it gives.</summary>
internal static class BirthDate
{
    // Nobody younger may be employed in England, so the year is far more likely to be mistyped than the person to be a child.
    private const int YoungestAtWork = 13;

    // Somebody born on 29 February is a year older on 1 March of a common year, as the law of England has it.
    public static int AgeOn(DateOnly day, DateOnly bornOn)
    {
        var age = day.Year - bornOn.Year;
        return (day.Month, day.Day).CompareTo((bornOn.Month, bornOn.Day)) < 0 ? age - 1 : age;
    }

    /// <summary>Whether the date can be right. If not, the age counts as unknown and staff ask.</summary>
    public static bool IsLikely(DateOnly bornOn, DateOnly today) => AgeOn(today, bornOn) >= YoungestAtWork;
}
