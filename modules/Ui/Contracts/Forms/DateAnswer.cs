using System.Globalization;

namespace WorkWell.Ui.Contracts;

/// <summary>A date as it was typed into three boxes. Digits of any script are understood.</summary>
public sealed class DateAnswer
{
    /// <summary>What was typed for the day.</summary>
    public string? Day { get; set; }

    /// <summary>What was typed for the month.</summary>
    public string? Month { get; set; }

    /// <summary>What was typed for the year.</summary>
    public string? Year { get; set; }

    /// <summary>Whether nothing was typed.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    /// <summary>The date; null when it is not one.</summary>
    public DateOnly? Value =>
        Number(Day, 2) is { } day && Number(Month, 2) is { } month && Number(Year, 4) is { } year && year >= 1000
        && DateOnly.TryParseExact(FormattableString.Invariant($"{year:D4}-{month:D2}-{day:D2}"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    /// <summary>The first box that has no usable number: "day", "month" or "year"; null when each has and together they are no date.</summary>
    public string? WrongBox
    {
        get
        {
            if (Number(Day, 2) is null or < 1 or > 31) return "day";
            if (Number(Month, 2) is null or < 1 or > 12) return "month";
            return Number(Year, 4) is null or < 1000 ? "year" : null;
        }
    }

    /// <summary>The boxes of a date that is known already.</summary>
    /// <param name="date">The date.</param>
    /// <returns>The answer.</returns>
    public static DateAnswer Of(DateOnly? date) => date is not { } known ? new DateAnswer() : new DateAnswer
    {
        Day = known.Day.ToString(CultureInfo.InvariantCulture),
        Month = known.Month.ToString(CultureInfo.InvariantCulture),
        Year = known.Year.ToString(CultureInfo.InvariantCulture),
    };

    private static int? Number(string? typed, int longest)
    {
        var digits = typed?.Trim() ?? "";
        if (digits.Length == 0 || digits.Length > longest) return null;
        var number = 0;
        foreach (var letter in digits)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(letter) is var digit and >= 0) number = (number * 10) + digit;
            else return null;
        }
        return number;
    }
}
