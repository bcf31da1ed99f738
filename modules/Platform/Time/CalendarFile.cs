using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkWell.Platform;

/// <summary>The calendar kept by administrators: config/calendars/england.json.</summary>
public sealed record CalendarFile
{
    private static readonly JsonSerializerOptions Strict = new(
        JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = 8 };

    /// <summary>The path of the file's schema.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The publisher of the bank holidays and the licence.</summary>
    public required string Source { get; init; }

    /// <summary>When people may be contacted.</summary>
    public required OpenHours ContactHours { get; init; }

    /// <summary>When organisations are open, on working days.</summary>
    public required DayHours OfficeHours { get; init; }

    /// <summary>The bank holidays.</summary>
    public required IReadOnlyList<BankHoliday> BankHolidays { get; init; }

    /// <summary>Reads the calendar of a config folder.</summary>
    /// <param name="configFolder">The folder that holds calendars.</param>
    /// <returns>The calendar.</returns>
    /// <exception cref="InvalidOperationException">The file is missing or invalid; the message gives the location.</exception>
    public static WorkingCalendar Read(string configFolder)
    {
        var path = PathIn(configFolder);
        try
        {
            var file = JsonSerializer.Deserialize<CalendarFile>(File.ReadAllText(path), Strict) ?? throw new InvalidOperationException($"{path} is empty.");
            if (file.Mistake() is { } mistake) throw new InvalidOperationException($"{path}: {mistake}.");
            return new WorkingCalendar([.. file.BankHolidays.Select(holiday => holiday.On)], file.ContactHours, file.OfficeHours);
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            throw new InvalidOperationException($"The calendar {path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>The calendar's path in a config folder.</summary>
    internal static string PathIn(string configFolder) => Path.Combine(configFolder, "calendars", "england.json");

    private string? Mistake()
    {
        if (BankHolidays.Count == 0) return "bankHolidays is empty";
        var twice = BankHolidays.GroupBy(holiday => holiday.On).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) return $"bankHolidays: {twice.Key:yyyy-MM-dd} appears twice";
        if (BankHolidays.FirstOrDefault(holiday => holiday.On.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) is { } weekend)
            return $"bankHolidays: {weekend.On:yyyy-MM-dd} ({weekend.Name}) is a {weekend.On.DayOfWeek}; give the weekday in its place";
        if (Missing() is { } missing) return $"bankHolidays: {missing.On:yyyy-MM-dd} ({missing.Name}) is missing";
        return ContactHours.Errors("contactHours").Concat(new OpenHours { Weekdays = OfficeHours }.Errors("officeHours")).FirstOrDefault();
    }

    // Proclamations move the holidays in May and August, so only those that nothing has moved so far are required, in each year of the file.
    private BankHoliday? Missing()
    {
        var days = BankHolidays.Select(holiday => holiday.On).ToHashSet();
        var (first, last) = (days.Min().Year, days.Max().Year);
        return Enumerable.Range(first, last - first + 1).SelectMany(Required).FirstOrDefault(holiday => !days.Contains(holiday.On));
    }

    private static IEnumerable<BankHoliday> Required(int year)
    {
        var easter = EasterSunday(year);
        var newYear = new DateOnly(year, 1, 1);
        yield return new(newYear.AddDays(newYear.DayOfWeek switch { DayOfWeek.Saturday => 2, DayOfWeek.Sunday => 1, _ => 0 }), "New Year's Day");
        yield return new(easter.AddDays(-2), "Good Friday");
        yield return new(easter.AddDays(1), "Easter Monday");
        foreach (var (day, name) in ((int, string)[])[(25, "Christmas Day"), (26, "Boxing Day")])
        {
            var on = new DateOnly(year, 12, day);
            yield return new(on.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? on.AddDays(2) : on, name);
        }
    }

    // The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
    private static DateOnly EasterSunday(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}

/// <summary>One bank holiday.</summary>
/// <param name="On">The date.</param>
/// <param name="Name">The name.</param>
public sealed record BankHoliday(DateOnly On, string Name);
