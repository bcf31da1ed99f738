namespace WorkWell.Platform;

/// <summary>Opening hours on one day. The end is exclusive.</summary>
/// <param name="From">The first minute.</param>
/// <param name="Until">The first minute after.</param>
public sealed record DayHours(TimeOnly From, TimeOnly Until);

/// <summary>When people may be contacted, by type of day. A day without hours is closed.</summary>
public sealed record OpenHours
{
    /// <summary>Monday to Friday.</summary>
    public required DayHours Weekdays { get; init; }

    /// <summary>Saturdays.</summary>
    public DayHours? Saturdays { get; init; }

    /// <summary>Sundays.</summary>
    public DayHours? Sundays { get; init; }

    /// <summary>Bank holidays, on any weekday.</summary>
    public DayHours? BankHolidays { get; init; }

    internal IEnumerable<string> Errors(string name)
    {
        foreach (var (kind, hours) in new[] { ("weekdays", Weekdays), ("saturdays", Saturdays), ("sundays", Sundays), ("bankHolidays", BankHolidays) })
        {
            if (hours is null) continue;
            if (hours.From >= hours.Until) yield return $"{name}.{kind}: the end must be after the beginning";
            else if (hours.Until - hours.From < TimeSpan.FromHours(1)) yield return $"{name}.{kind}: the hours must last an hour or more";
            // The clocks change between midnight and three, so contact hours are never skipped or repeated.
            if (hours.From < new TimeOnly(5, 0) || hours.Until > new TimeOnly(23, 0)) yield return $"{name}.{kind}: hours must be between 05:00 and 23:00";
        }
    }
}
