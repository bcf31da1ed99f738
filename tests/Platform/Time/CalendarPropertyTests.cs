using FsCheck;
using FsCheck.Fluent;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

public sealed class CalendarPropertyTests
{
    private static readonly WorkingCalendar England = CalendarFile.Read(Checkout.Path("config"));

    [Fact]
    public void A_working_day_is_never_a_weekend_or_a_bank_holiday() => Holds(Dates, WorkingDays, (date, days) =>
    {
        var result = England.AddWorkingDays(date, days);
        return England.IsWorkingDay(result) && !England.IsBankHoliday(result) && result.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            && result >= date;
    });

    [Fact]
    public void Between_two_neighbouring_counts_there_is_no_other_working_day() => Holds(Dates, WorkingDays, (date, days) =>
    {
        var (one, next) = (England.AddWorkingDays(date, days + 1), England.AddWorkingDays(date, days + 2));
        return one < next && Enumerable.Range(1, next.DayNumber - one.DayNumber - 1).All(day => !England.IsWorkingDay(one.AddDays(day)));
    });

    [Fact]
    public void A_later_start_never_ends_earlier() => Holds(Instants, Delays, (instant, delay) =>
        // By date: over the autumn change of the clocks, 24 hours later is an hour earlier by the clock on the wall.
        LondonTime.DateOf(England.After(instant.AddDays(1), delay)) >= LondonTime.DateOf(England.After(instant, delay))
            && England.NextOpen(instant.AddHours(1)) >= England.NextOpen(instant));

    [Fact]
    public void A_delay_never_goes_back() => Holds(Instants, Delays, (instant, delay) => England.After(instant, delay) >= instant);

    [Fact]
    public void A_longer_delay_never_ends_earlier() => Holds(Instants, Delays, (instant, delay) =>
        England.After(instant, delay with { Count = delay.Count + 1 }) >= England.After(instant, delay));

    [Fact]
    public void Contact_is_always_inside_open_hours_and_never_earlier() => Holds(Instants, Delays, (instant, _) =>
    {
        var open = England.NextOpen(instant);
        var local = LondonTime.Local(open);
        return open >= instant && local.DayOfWeek != DayOfWeek.Sunday && local.Hour is >= 8 and < 20 && !England.IsBankHoliday(DateOnly.FromDateTime(local))
            && England.IsOpen(open);
    });

    [Fact]
    public void Moving_into_open_or_office_hours_twice_is_the_same_as_once() => Holds(Instants, Delays, (instant, _) =>
        England.NextOpen(England.NextOpen(instant)) == England.NextOpen(instant)
        && England.NextOfficeHour(England.NextOfficeHour(instant)) == England.NextOfficeHour(instant));

    [Fact]
    public void No_open_minute_is_passed_over() => Holds(Instants, Delays, (instant, _) =>
    {
        var open = England.NextOpen(instant);
        return open == instant || !England.IsOpen(open.AddMinutes(-1));
    });

    [Fact]
    public void A_delay_reads_back_as_it_was_written() =>
        Holds(Instants, Delays, (_, delay) => Delay.Parse(delay.ToString()) == (delay.IsAtOnce ? Delay.AtOnce : delay));

    [Fact]
    public void A_local_time_and_its_instant_agree_except_in_the_hour_the_clocks_skip() => Holds(Dates, Minutes, (date, minute) =>
    {
        var local = date.ToDateTime(TimeOnly.MinValue.AddMinutes(minute));
        var back = LondonTime.Local(LondonTime.At(date, TimeOnly.FromDateTime(local)));
        return LondonTime.Zone.IsInvalidTime(local) ? back == local.AddHours(1) : back == local;
    });

    private static Gen<DateOnly> Dates { get; } = Gen.Choose(0, 365 * 14).Select(day => new DateOnly(2016, 1, 1).AddDays(day));

    private static Gen<int> WorkingDays { get; } = Gen.Choose(0, 60);

    private static Gen<int> Minutes { get; } = Gen.Choose(0, (24 * 60) - 1);

    private static Gen<DateTimeOffset> Instants { get; } =
        Dates.SelectMany(date => Minutes.Select(minute => new DateTimeOffset(date, TimeOnly.MinValue.AddMinutes(minute), TimeSpan.Zero)));

    private static Gen<Delay> Delays { get; } =
        Gen.Elements(DelayUnit.Days, DelayUnit.Months, DelayUnit.WorkingDays).SelectMany(unit => Gen.Choose(0, 100).Select(count => new Delay(unit, count)));

    private static void Holds<T1, T2>(Gen<T1> first, Gen<T2> second, Func<T1, T2, bool> holds) =>
        Prop.ForAll(first.SelectMany(one => second.Select(two => (one, two))).ToArbitrary(), pair => holds(pair.one, pair.two))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
