using System.Collections.Frozen;

namespace WorkWell.Platform;

/// <summary>England's working days and contact hours, in Europe/London time.</summary>
public sealed class WorkingCalendar
{
    private readonly FrozenSet<DateOnly> holidays;
    private readonly OpenHours contactHours;
    private readonly DayHours officeHours;

    /// <summary>Creates a calendar.</summary>
    /// <param name="holidays">The bank holidays; at least one.</param>
    /// <param name="contactHours">When people may be contacted.</param>
    /// <param name="officeHours">When organisations are open, on working days.</param>
    public WorkingCalendar(IReadOnlyCollection<DateOnly> holidays, OpenHours contactHours, DayHours officeHours)
    {
        this.holidays = holidays.ToFrozenSet();
        this.contactHours = contactHours;
        this.officeHours = officeHours;
        KnownUntil = new DateOnly(holidays.Max().Year, 12, 31);
    }

    /// <summary>The last date for which bank holidays are known; later dates count as having none.</summary>
    public DateOnly KnownUntil { get; }

    /// <summary>Whether a date is a bank holiday.</summary>
    /// <param name="date">The date.</param>
    /// <returns>True for a bank holiday in England.</returns>
    public bool IsBankHoliday(DateOnly date) => holidays.Contains(date);

    /// <summary>Whether a date is a working day.</summary>
    /// <param name="date">The date.</param>
    /// <returns>True from Monday to Friday, except bank holidays.</returns>
    public bool IsWorkingDay(DateOnly date) => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(date);

    /// <summary>The first working day on or after a date.</summary>
    /// <param name="date">The date.</param>
    /// <returns>The date itself when it is a working day.</returns>
    public DateOnly WorkingDayFrom(DateOnly date)
    {
        while (!IsWorkingDay(date)) date = date.AddDays(1);
        return date;
    }

    /// <summary>The nth working day after a date. The date itself does not count: one working day after a Saturday is Monday.</summary>
    /// <param name="date">The date.</param>
    /// <param name="days">The number of working days; 0 gives the first working day on or after the date.</param>
    /// <returns>A working day.</returns>
    public DateOnly AddWorkingDays(DateOnly date, int days)
    {
        if (days <= 0) return WorkingDayFrom(date);
        for (var left = days; left > 0; left--) date = WorkingDayFrom(date.AddDays(1));
        return date;
    }

    /// <summary>Adds a delay to a time, keeping the time of day in London.</summary>
    /// <param name="instant">The time to start from.</param>
    /// <param name="delay">The delay.</param>
    /// <returns>The later time, in UTC, whether or not it is within contact hours.</returns>
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

    /// <summary>Takes a delay from a time, keeping the time of day in London.</summary>
    /// <param name="instant">The time to start from.</param>
    /// <param name="delay">The delay.</param>
    /// <returns>The earlier time, in UTC, whether or not it is within contact hours.</returns>
    public DateTimeOffset Before(DateTimeOffset instant, Delay delay)
    {
        if (delay.IsAtOnce) return instant.ToUniversalTime();
        var local = LondonTime.Local(instant);
        var date = DateOnly.FromDateTime(local);
        if (delay.Unit == DelayUnit.Days) date = date.AddDays(-delay.Count);
        else if (delay.Unit == DelayUnit.Months) date = date.AddMonths(-delay.Count);
        else
            for (var left = delay.Count; left > 0; left--)
            {
                date = date.AddDays(-1);
                while (!IsWorkingDay(date)) date = date.AddDays(-1);
            }
        return LondonTime.At(date, TimeOnly.FromDateTime(local));
    }

    /// <summary>The last time, now or earlier, at which people may be contacted.</summary>
    /// <param name="instant">The time to start from.</param>
    /// <returns>The time itself outside quiet hours, otherwise within the last hour before them, in the same minute; in UTC.</returns>
    public DateTimeOffset LastOpen(DateTimeOffset instant)
    {
        if (IsOpen(instant)) return instant.ToUniversalTime();
        var local = LondonTime.Local(instant);
        for (var date = DateOnly.FromDateTime(local); ; date = date.AddDays(-1))
        {
            if (HoursOn(date) is not { } hours || (date == DateOnly.FromDateTime(local) && TimeOnly.FromDateTime(local) < hours.Until)) continue;
            var lastHour = LondonTime.At(date, hours.Until).AddHours(-1).AddTicks(instant.Ticks % TimeSpan.TicksPerHour);
            return IsOpen(lastHour) ? lastHour : LondonTime.At(date, hours.From);
        }
    }

    /// <summary>Whether people may be contacted at a time.</summary>
    /// <param name="instant">The time.</param>
    /// <returns>False in quiet hours.</returns>
    public bool IsOpen(DateTimeOffset instant) => NextOpen(instant) == instant;

    /// <summary>The first time, now or later, at which people may be contacted.</summary>
    /// <param name="instant">The time to start from.</param>
    /// <returns>The time itself outside quiet hours, otherwise the end of quiet hours; in UTC.</returns>
    public DateTimeOffset NextOpen(DateTimeOffset instant) => NextWithin(instant, HoursOn);

    /// <summary>The first time, now or later, within the office hours of a working day.</summary>
    /// <param name="instant">The time to start from.</param>
    /// <returns>The time itself within office hours, otherwise the next opening time; in UTC.</returns>
    public DateTimeOffset NextOfficeHour(DateTimeOffset instant) => NextWithin(instant, date => IsWorkingDay(date) ? officeHours : null);

    /// <summary>How much office time lies between two times: weekends, bank holidays and evenings do not count.</summary>
    /// <param name="from">The earlier time.</param>
    /// <param name="until">The later time.</param>
    /// <returns>The time; zero where the second is not later.</returns>
    public TimeSpan OfficeTimeBetween(DateTimeOffset from, DateTimeOffset until)
    {
        var time = TimeSpan.Zero;
        for (var date = LondonTime.DateOf(from); date <= LondonTime.DateOf(until); date = date.AddDays(1))
        {
            if (!IsWorkingDay(date)) continue;
            var begins = LondonTime.At(date, officeHours.From);
            var ends = LondonTime.At(date, officeHours.Until);
            if (begins < from) begins = from;
            if (ends > until) ends = until;
            if (ends > begins) time += ends - begins;
        }
        return time;
    }

    /// <summary>The first time, now or later, within hours of somebody's own.</summary>
    /// <param name="instant">The time to start from.</param>
    /// <param name="hours">The hours.</param>
    /// <param name="isEveryDay">Whether also at weekends and on bank holidays.</param>
    /// <returns>The time itself within them, otherwise when they next begin; in UTC.</returns>
    public DateTimeOffset NextWithin(DateTimeOffset instant, DayHours hours, bool isEveryDay) =>
        NextWithin(instant, date => isEveryDay || IsWorkingDay(date) ? hours : null);

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
