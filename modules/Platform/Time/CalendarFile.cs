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
        var path = Path.Combine(configFolder, "calendars", "england.json");
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

    private string? Mistake()
    {
        if (BankHolidays.Count == 0) return "bankHolidays is empty";
        var twice = BankHolidays.GroupBy(holiday => holiday.On).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) return $"bankHolidays: {twice.Key:yyyy-MM-dd} appears twice";
        return ContactHours.Errors("contactHours").Concat(new OpenHours { Weekdays = OfficeHours }.Errors("officeHours")).FirstOrDefault();
    }
}

/// <summary>One bank holiday.</summary>
/// <param name="On">The date.</param>
/// <param name="Name">The name.</param>
public sealed record BankHoliday(DateOnly On, string Name);
