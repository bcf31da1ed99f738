using System.Globalization;

namespace WorkWell.Platform.Tests;

public sealed class LondonTimeTests
{
    [Theory]
    [InlineData("2026-01-15", "09:00", "2026-01-15T09:00Z")]
    [InlineData("2026-07-15", "09:00", "2026-07-15T08:00Z")]
    [InlineData("2026-03-29", "00:59", "2026-03-29T00:59Z")]
    [InlineData("2026-03-29", "02:00", "2026-03-29T01:00Z")]
    [InlineData("2026-10-25", "00:59", "2026-10-24T23:59Z")]
    [InlineData("2026-10-25", "02:00", "2026-10-25T02:00Z")]
    public void A_local_time_is_one_instant(string date, string time, string instant) => Assert.Equal(Instant(instant), LondonTime.At(Date(date), Time(time)));

    [Fact]
    public void A_time_that_the_clocks_skip_moves_forward_with_them()
    {
        var skipped = LondonTime.At(Date("2026-03-29"), Time("01:30"));

        Assert.Equal(Instant("2026-03-29T01:30Z"), skipped);
        Assert.Equal(new DateTime(2026, 3, 29, 2, 30, 0), LondonTime.Local(skipped));
    }

    [Fact]
    public void A_time_that_happens_twice_is_the_first_of_the_two() =>
        Assert.Equal(Instant("2026-10-25T00:30Z"), LondonTime.At(Date("2026-10-25"), Time("01:30")));

    [Fact]
    public void The_date_of_an_instant_is_the_one_on_a_calendar_in_London()
    {
        Assert.Equal(new DateOnly(2026, 7, 2), LondonTime.DateOf(Instant("2026-07-01T23:30Z")));
        Assert.Equal(new DateOnly(2026, 1, 1), LondonTime.DateOf(Instant("2026-01-01T23:30Z")));
    }

    [Fact]
    public void This_machine_knows_languages_and_summer_time() => LondonTime.Check();

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, CultureInfo.InvariantCulture);
}
