using System.Globalization;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar England = CalendarFile.Read(Checkout.Path("config"));

    [Theory]
    [InlineData("2026-04-02", 1, "2026-04-07")] // over Good Friday and Easter Monday
    [InlineData("2026-12-24", 1, "2026-12-29")] // Christmas Day is a Friday, Boxing Day's substitute the Monday
    [InlineData("2027-12-24", 1, "2027-12-29")] // both substitutes follow the weekend
    [InlineData("2026-09-05", 1, "2026-09-07")] // one working day after a Saturday is the Monday
    [InlineData("2026-09-04", 3, "2026-09-09")]
    [InlineData("2022-06-01", 1, "2022-06-06")] // the Platinum Jubilee took two days
    [InlineData("2026-09-05", 0, "2026-09-07")]
    [InlineData("2026-09-07", 0, "2026-09-07")]
    public void Working_days_step_over_weekends_and_bank_holidays(string from, int days, string expected) =>
        Assert.Equal(Date(expected), England.AddWorkingDays(Date(from), days));

    [Theory]
    [InlineData("2026-01-31", "P1M", "2026-02-28")]
    [InlineData("2028-01-31", "P1M", "2028-02-29")]
    [InlineData("2026-01-31", "P4M", "2026-05-31")]
    [InlineData("2026-08-31", "P1Y", "2027-08-31")]
    [InlineData("2028-02-29", "P1Y", "2029-02-28")]
    public void Months_end_where_the_shorter_month_ends(string from, string delay, string expected) =>
        Assert.Equal(Date(expected), LondonTime.DateOf(England.After(LondonTime.At(Date(from), new TimeOnly(10, 0)), Delay.Parse(delay))));

    [Fact]
    public void The_time_of_day_stays_over_both_changes_of_the_clocks()
    {
        foreach (var from in new[] { "2026-03-27", "2026-10-23" })
        {
            var start = LondonTime.At(Date(from), new TimeOnly(9, 15));
            Assert.Equal(new TimeOnly(9, 15), TimeOnly.FromDateTime(LondonTime.Local(England.After(start, Delay.Parse("P3D")))));
        }
        Assert.Equal(Instant("2026-03-29T01:30Z"), England.After(Instant("2026-03-28T01:30Z"), Delay.Parse("P1D")));
        Assert.Equal(Instant("2026-10-25T00:30Z"), England.After(Instant("2026-10-24T00:30Z"), Delay.Parse("P1D")));
    }

    [Theory]
    [InlineData("2026-09-07T06:59Z", "2026-09-07T07:00Z")] // 07:59 on a Monday in summer: opens at 08:00
    [InlineData("2026-09-07T07:00Z", "2026-09-07T07:00Z")]
    [InlineData("2026-09-07T19:00Z", "2026-09-08T07:00Z")] // 20:00 is no longer open
    [InlineData("2026-09-05T17:30Z", "2026-09-07T07:00Z")] // Saturday evening, and nobody on a Sunday
    [InlineData("2026-12-24T20:30Z", "2026-12-26T09:00Z")] // Christmas Day is a bank holiday; the 26th is a Saturday
    [InlineData("2026-03-28T18:00Z", "2026-03-30T07:00Z")] // the clocks went forward in between
    [InlineData("2026-10-24T17:00Z", "2026-10-26T08:00Z")] // the clocks went back in between
    public void Quiet_hours_end_when_the_next_open_day_begins(string instant, string expected) =>
    Assert.Equal(Instant(expected), England.NextOpen(Instant(instant)));

    [Theory]
    [InlineData("2026-09-05T10:00Z", "2026-09-07T08:00Z")]
    [InlineData("2026-09-07T07:30Z", "2026-09-07T08:00Z")]
    [InlineData("2026-04-02T16:00Z", "2026-04-07T08:00Z")]
    public void Organisations_answer_in_office_hours_of_working_days(string instant, string expected) =>
        Assert.Equal(Instant(expected), England.NextOfficeHour(Instant(instant)));

    [Theory]
    [InlineData("2026-09-04T15:00Z", "2026-09-07T09:00Z", 120)]
    [InlineData("2026-09-05T10:00Z", "2026-09-06T10:00Z", 0)]
    [InlineData("2026-04-02T08:00Z", "2026-04-07T08:30Z", 510)]
    [InlineData("2026-09-07T12:00Z", "2026-09-07T11:00Z", 0)]
    public void Waiting_counts_in_office_hours_and_not_at_weekends_or_on_bank_holidays(string from, string until, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), England.OfficeTimeBetween(Instant(from), Instant(until)));

    [Fact]
    public void The_calendar_says_half_a_year_ahead_that_it_runs_out()
    {
        Assert.Equal(new DateOnly(2027, 12, 31), England.KnownUntil);
        Assert.Null(CalendarHealth.Warning(England, new DateOnly(2027, 6, 30)));
        Assert.Contains("2027-12-31", CalendarHealth.Warning(England, new DateOnly(2027, 7, 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"20:00\"", "\"07:00\"", "weekdays: the end must be after the beginning")]
    [InlineData("\"08:00\"", "\"01:00\"", "between 05:00 and 23:00")]
    [InlineData("\"2018-03-30\"", "\"2018-01-01\"", "2018-01-01 appears twice")]
    [InlineData("\"sundays\"", "\"sunday\"", "sunday")]
    [InlineData("\"2018-03-30\"", "\"30 March 2018\"", "bankHolidays[1].on")]
    public void A_mistake_in_the_file_is_named(string was, string becomes, string said)
    {
        var folder = Directory.CreateTempSubdirectory();
        var file = Path.Combine(folder.CreateSubdirectory("calendars").FullName, "england.json");
        var text = File.ReadAllText(Checkout.Path("config", "calendars", "england.json"));
        File.WriteAllText(file, text.Replace(was, becomes, StringComparison.Ordinal));

        var refusal = Assert.Throws<InvalidOperationException>(() => CalendarFile.Read(folder.FullName));

        Assert.Contains("england.json", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
