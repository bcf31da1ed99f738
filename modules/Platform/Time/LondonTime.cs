using System.Globalization;

namespace WorkWell.Platform;

/// <summary>Converts between UTC, in which times are stored, and Europe/London, in which people live.</summary>
public static class LondonTime
{
    private static readonly Lazy<TimeZoneInfo> Found = new(() => TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    /// <summary>The time zone.</summary>
    public static TimeZoneInfo Zone => Found.Value;

    /// <summary>Converts a time to London's local date and time.</summary>
    /// <param name="instant">Any time.</param>
    /// <returns>The date and time in London.</returns>
    public static DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

    /// <summary>Converts a time to London's local date.</summary>
    /// <param name="instant">Any time.</param>
    /// <returns>The date in London.</returns>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant));

    /// <summary>
    /// Converts a London local time to UTC. A time skipped by the clock change moves forward; a time that occurs twice is the first of the two.
    /// </summary>
    /// <param name="date">The local date.</param>
    /// <param name="time">The local time.</param>
    /// <returns>The time, in UTC.</returns>
    public static DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        // A skipped time uses the offset from before the change, so 01:30 becomes 02:30; of two, summer time comes first.
        var offset = Zone.IsInvalidTime(local) ? Zone.BaseUtcOffset
            : Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max()
            : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>Checks that this machine has London's summer time and the ICU language data, which slim container images leave out.</summary>
    /// <exception cref="InvalidOperationException">Something is missing; the message says what to install.</exception>
    public static void Check()
    {
        if (CultureInfo.GetCultures(CultureTypes.SpecificCultures).Length < 2)
            throw new InvalidOperationException(
            "This machine has no language data, which dates in messages need. Install the ICU library ('apt-get install libicu72', or 'apk add icu-libs " +
            "icu-data-full') and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.");
        try
        {
            if (At(new DateOnly(2026, 7, 1), new TimeOnly(12, 0)).Hour == 11) return;
        }
        catch (TimeZoneNotFoundException)
        {
            // Reported below with instructions.
        }
        throw new InvalidOperationException(
            "This machine does not have the time zone Europe/London with its summer time. Install the time-zone data: 'apt-get install tzdata' or 'apk add " +
            "tzdata'.");
    }
}
