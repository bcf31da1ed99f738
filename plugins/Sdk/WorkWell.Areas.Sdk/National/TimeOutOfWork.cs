namespace WorkWell.Areas.Sdk;

/// <summary>
/// Compares whole weeks out of work with a limit in weeks or months. A month has 28 to 31 days, and somebody who said "six months" is known to have been out
/// of work for 24 whole weeks; where the two may lie on either side of the limit the answer is unknown, and a person decides.
/// </summary>
internal static class TimeOutOfWork
{
    public static Answer AtLeast(int? weeks, Limit limit)
    {
        if (limit.Unit != LimitUnit.Months) return Ask.AtLeast(weeks, limit.Value + (limit.IsExclusive ? 1 : 0));
        if (weeks is not { } known) return Answer.Unknown;
        return known < MinWeeks(limit) ? Answer.No : known * 7 >= MaxDays(limit) + (limit.IsExclusive ? 1 : 0) ? Answer.Yes : Answer.Unknown;
    }

    public static Answer AtMost(int? weeks, Limit limit)
    {
        if (limit.Unit != LimitUnit.Months) return Ask.AtMost(weeks, limit.Value - (limit.IsExclusive ? 1 : 0));
        if (weeks is not { } known) return Answer.Unknown;
        if (known * 7 > MaxDays(limit) - (limit.IsExclusive ? 1 : 0)) return Answer.No;
        return known < MinWeeks(limit) || (known == MinWeeks(limit) && !limit.IsExclusive) ? Answer.Yes : Answer.Unknown;
    }

    // The whole weeks of so many months as people count them: four to a month.
    private static int MinWeeks(Limit limit) => limit.Value * 4;

    private static int MaxDays(Limit limit) => limit.Value * 31;
}
