using System.Collections.Frozen;

namespace WorkWell.Platform;

/// <summary>England's working days and the hours in which people may be contacted. All dates and hours are those of Europe/London.</summary>
public sealed class WorkingCalendar
{
    private readonly FrozenSet<DateOnly> holidays;
    private readonly OpenHours contactHours;
    private readonly DayHours officeHours;

    /// <summary>Makes a calendar.</summary>
    /// <param name="holidays">The bank holidays, at least one.</param>
    /// <param name="contactHours">When people may be contacted.</param>
    /// <param name="officeHours">When organisations answer, on working days.</param>
    public WorkingCalendar(IReadOnlyCollection<DateOnly> holidays, OpenHours contactHours, DayHours officeHours)
    {
        this.holidays = holidays.ToFrozenSet();
        this.contactHours = contactHours;
        this.officeHours = officeHours;
        KnownUntil = new DateOnly(holidays.Max().Year, 12, 31);
    }

    /// <summary>The last day for which bank holidays are known. Later days count as if there were none.</summary>
    public DateOnly KnownUntil { get; }

    /// <summary>Whether a date is a bank holiday.</summary>
    /// <param name="date">The date.</param>
    /// <returns>True for a bank holiday in England.</returns>
    public bool IsBankHoliday(DateOnly date) => holidays.Contains(date);

    /// <summary>Whether a date is a working day.</summary>
    /// <param name="date">The date.</param>
    /// <returns>True from Monday to Friday, unless it is a bank holiday.</returns>
    public bool IsWorkingDay(DateOnly date) => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(date);

    /// <summary>The first working day on or after a date.</summary>
    /// <param name="date">The date.</param>
    /// <returns>The date itself when it is one.</returns>
    public DateOnly WorkingDayFrom(DateOnly date)
    {
        while (!IsWorkingDay(date)) date = date.AddDays(1);
        return date;
    }

    /// <summary>The n-th working day after a date. The date itself does not count, so that one working day after a Saturday is the Monday.</summary>
    /// <param name="date">The date.</param>
    /// <param name="days">How many; none gives the first working day on or after the date.</param>
    /// <returns>A working day.</returns>
    public DateOnly AddWorkingDays(DateOnly date, int days)
    {
        if (days <= 0) return WorkingDayFrom(date);
        for (var left = days; left > 0; left--) date = WorkingDayFrom(date.AddDays(1));
        return date;
    }

    /// <summary>The instant a delay after another: the same time of day in London, so many days, months or working days later.</summary>
    /// <param name="instant">From when it is counted.</param>
    /// <param name="delay">How long.</param>
    /// <returns>The later instant, in UTC. Hours are not looked at.</returns>
    public DateTimeOffset After(DateTimeOffset instant, Delay delay)
    {
        if (delay.IsAtOnce) return instant.ToUniversalTime();
        var local = LondonTime.Local(instant);
        var date = DateOnly.FromDateTime(local);
        date = delay.Unit switch
        {
            DelayUnit.Days => date.AddDays(delay.Count),
            DelayUnit.Months => date.AddMonths(delay.Count),
            _ => AddWorkingDays(date, delay.Count),
        };
        return LondonTime.At(date, TimeOnly.FromDateTime(local));
    }

    /// <summary>Whether people may be contacted at an instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>False in quiet hours.</returns>
    public bool IsOpen(DateTimeOffset instant) => NextOpen(instant) == instant;

    /// <summary>The first instant, now or later, at which people may be contacted.</summary>
    /// <param name="instant">From when.</param>
    /// <returns>The instant itself outside quiet hours, else the end of them; in UTC.</returns>
    public DateTimeOffset NextOpen(DateTimeOffset instant) => NextWithin(instant, HoursOn);

    /// <summary>The first instant, now or later, at which organisations answer: office hours of a working day.</summary>
    /// <param name="instant">From when.</param>
    /// <returns>The instant itself within office hours, else the next time the office opens; in UTC.</returns>
    public DateTimeOffset NextOfficeHour(DateTimeOffset instant) => NextWithin(instant, date => IsWorkingDay(date) ? officeHours : null);

    private static DateTimeOffset NextWithin(DateTimeOffset instant, Func<DateOnly, DayHours?> hoursOn)
    {
        var local = LondonTime.Local(instant);
        var date = DateOnly.FromDateTime(local);
        if (hoursOn(date) is { } today)
        {
            var time = TimeOnly.FromDateTime(local);
            if (time < today.From) return LondonTime.At(date, today.From);
            if (time < today.Until) return instant.ToUniversalTime();
        }
        while (true)
        {
            date = date.AddDays(1);
            if (hoursOn(date) is { } hours) return LondonTime.At(date, hours.From);
        }
    }

    private DayHours? HoursOn(DateOnly date) =>
        holidays.Contains(date) ? contactHours.BankHolidays
        : date.DayOfWeek switch
        {
            DayOfWeek.Saturday => contactHours.Saturdays,
            DayOfWeek.Sunday => contactHours.Sundays,
            _ => contactHours.Weekdays,
        };
}
