using WorkWell.Areas.Sdk;

namespace WorkWell.Casework.Tests;

public sealed class SupportLimitTests
{
    private static readonly AreaSettings Bare = new() { Code = "x", Name = "X", ServiceName = "X", Board = new(null, "E54000001", "X") };

    [Fact]
    public void What_nobody_states_is_no_limit()
    {
        Assert.Null(SupportLimit.Of(Bare, WorkSituation.InWork));
        Assert.Null(SupportLimit.Of(With(LimitNames.WeeksOfSupportInWork, 8, EvidenceLevel.NotStated), WorkSituation.InWork));
        Assert.Null(SupportLimit.Of(With(LimitNames.WeeksOfSupportInWork, 8, EvidenceLevel.Stated), WorkSituation.OutOfWork));
    }

    [Fact]
    public void A_situation_that_is_not_known_cuts_nobody_short()
    {
        var settings = Bare with
        {
            Limits = new Dictionary<string, Limit>
            {
                [LimitNames.WeeksOfSupportInWork] = new(8, EvidenceLevel.Stated, "it"),
                [LimitNames.WeeksOfSupportSeekingWork] = new(16, EvidenceLevel.Borrowed, "them"),
            },
        };
        Assert.Equal(new SupportLimit(16, LimitUnit.Weeks, EvidenceLevel.Borrowed, "them"), SupportLimit.Of(settings, null));
        Assert.Equal(8, SupportLimit.Of(settings, WorkSituation.OffSick)!.Count);
    }

    [Theory]
    [InlineData("2026-09-08", 8)]
    [InlineData("2026-11-02", 1)]
    [InlineData("2026-11-03", 0)]
    [InlineData("2027-01-01", 0)]
    public void Weeks_left_count_the_one_that_has_begun(string today, int left)
    {
        var ends = new SupportLimit(8, LimitUnit.Weeks, EvidenceLevel.Stated, "it").EndsOn(new DateOnly(2026, 9, 8));
        Assert.Equal(new DateOnly(2026, 11, 3), ends);
        Assert.Equal(left, SupportLimit.WeeksLeft(ends, DateOnly.ParseExact(today, "yyyy-MM-dd")));
    }

    [Theory]
    [InlineData("2026-09-08", "2026-11-03", "2026-09-08", 0, 8)]
    [InlineData("2026-09-08", "2026-11-03", "2026-09-15", 1, 8)]
    [InlineData("2026-09-08", "2026-11-03", "2026-11-03", 8, 8)]
    [InlineData("2026-09-08", "2026-11-17", "2027-01-01", 10, 10)]
    [InlineData("2026-09-08", "2026-12-08", "2026-09-30", 3, 13)]
    public void Weeks_used_are_whole_ones_of_those_that_there_are(string opened, string ends, string today, int used, int all) => Assert.Equal(
        (used, all), SupportLimit.WeeksUsed(Day(opened), Day(ends), Day(today)));

    private static DateOnly Day(string written) => DateOnly.ParseExact(written, "yyyy-MM-dd");

    private static AreaSettings With(string name, int value, EvidenceLevel level) =>
        Bare with { Limits = new Dictionary<string, Limit> { [name] = new(value, level, "it") } };
}
