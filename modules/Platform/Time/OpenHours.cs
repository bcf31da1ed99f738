namespace WorkWell.Platform;

/// <summary>From when until when, on one day. The end is no longer open.</summary>
/// <param name="From">The first minute.</param>
/// <param name="Until">The first minute after.</param>
public sealed record DayHours(TimeOnly From, TimeOnly Until);

/// <summary>When people may be contacted, by kind of day. A kind without hours is closed all day.</summary>
public sealed record OpenHours
{
    /// <summary>Monday to Friday.</summary>
    public required DayHours Weekdays { get; init; }

    /// <summary>Saturdays.</summary>
    public DayHours? Saturdays { get; init; }

    /// <summary>Sundays.</summary>
    public DayHours? Sundays { get; init; }

    /// <summary>Bank holidays, on whatever day they fall.</summary>
    public DayHours? BankHolidays { get; init; }

    internal IEnumerable<string> Mistakes(string name)
    {
        foreach (var (kind, hours) in new[] { ("weekdays", Weekdays), ("saturdays", Saturdays), ("sundays", Sundays), ("bankHolidays", BankHolidays) })
        {
            if (hours is null) continue;
            if (hours.From >= hours.Until) yield return $"{name}.{kind}: it ends before it begins";
            else if (hours.Until - hours.From < TimeSpan.FromHours(1)) yield return $"{name}.{kind}: a day that opens is open for an hour at least";
            // The clocks change between midnight and three, so that no open hour is ever skipped or lived twice.
            if (hours.From < new TimeOnly(5, 0) || hours.Until > new TimeOnly(23, 0)) yield return $"{name}.{kind}: hours lie between 05:00 and 23:00";
        }
    }
}
