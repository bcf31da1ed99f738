using System.Globalization;

namespace WorkWell.Platform;

/// <summary>Dates and times of life are those of Europe/London; instants are stored in UTC.</summary>
public static class LondonTime
{
    private static readonly Lazy<TimeZoneInfo> Found = new(() => TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    /// <summary>The time zone.</summary>
    public static TimeZoneInfo Zone => Found.Value;

    /// <summary>The local date and time of an instant.</summary>
    /// <param name="instant">Any instant.</param>
    /// <returns>What a clock in London shows.</returns>
    public static DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

    /// <summary>The local date of an instant.</summary>
    /// <param name="instant">Any instant.</param>
    /// <returns>What a calendar in London shows.</returns>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant));

    /// <summary>The instant of a local time. A time that the clocks skip moves forward with them; a time that happens twice is the first of the two.</summary>
    /// <param name="date">The local date.</param>
    /// <param name="time">The local time.</param>
    /// <returns>The instant, in UTC.</returns>
    public static DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        // A skipped time is read with the offset from before the change, so that 01:30 becomes 02:30; of two, summer time comes first.
        var offset = Zone.IsInvalidTime(local) ? Zone.BaseUtcOffset
            : Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max()
            : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>Makes sure that this machine knows London's summer time and the world's languages, which slim container images leave out.</summary>
    /// <exception cref="InvalidOperationException">Something is missing; the message says what to install.</exception>
    public static void Check()
    {
        if (CultureInfo.GetCultures(CultureTypes.SpecificCultures).Length < 2)
            throw new InvalidOperationException("Languages are missing on this machine: dates would be written in no language. Install the ICU library ('apt-get install libicu72', or 'apk add icu-libs icu-data-full') and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.");
        try
        {
            if (At(new DateOnly(2026, 7, 1), new TimeOnly(12, 0)).Hour == 11) return;
        }
        catch (TimeZoneNotFoundException)
        {
            // Said below, in words that help.
        }
        throw new InvalidOperationException("The time zone Europe/London is missing on this machine, or its summer time is. Install the time-zone data: 'apt-get install tzdata' or 'apk add tzdata'.");
    }
}
