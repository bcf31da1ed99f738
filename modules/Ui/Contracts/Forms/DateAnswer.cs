using System.Globalization;
using WorkWell.Platform;

namespace WorkWell.Ui.Contracts;

/// <summary>A date as typed into three boxes: digits of any script, the month also as a word; or day and month, or all of it, in the first box.</summary>
public sealed class DateAnswer
{
    /// <summary>The day as typed.</summary>
    public string? Day { get; set; }

    /// <summary>The month as typed.</summary>
    public string? Month { get; set; }

    /// <summary>The year as typed.</summary>
    public string? Year { get; set; }

    /// <summary>Whether all boxes are empty.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    /// <summary>The date; null when it is not valid.</summary>
    public DateOnly? Value =>
        string.IsNullOrWhiteSpace(Month) ? WrittenDate.Read($"{Day} {Year}")
        : Number(Day, 2) is { } day && MonthNumber is { } month && Number(Year, 4) is { } year && year >= 1000
        && DateOnly.TryParseExact(
        FormattableString.Invariant($"{year:D4}-{month:D2}-{day:D2}"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    /// <summary>The first box without a valid number: "day", "month" or "year"; null when all are valid but form no date.</summary>
    public string? WrongBox
    {
        get
        {
            if (Number(Day, 2) is null or < 1 or > 31) return "day";
            if (MonthNumber is null or < 1 or > 12) return "month";
            return Number(Year, 4) is null or < 1000 ? "year" : null;
        }
    }

    private int? MonthNumber => Number(Month, 2) ?? WrittenDate.ReadMonth(Month);

    /// <summary>Fills the boxes with a known date.</summary>
    /// <param name="date">The date.</param>
    /// <returns>The filled boxes.</returns>
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
