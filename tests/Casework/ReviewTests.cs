using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>Reviews: set by the area's rule, in a coach's day while they are due, settled once, and never on time by being moved.</summary>
public sealed class ReviewTests : CaseTests
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address + "/plan/goal");
        await visit.SendAsync(("Words", "Sleep again."));
        // A second goal begins no second review.
        await visit.OpenAsync(Address + "/plan/goal");
        await visit.SendAsync(("Words", "Work again."));
    }

    [Fact]
    public async Task A_plan_is_in_the_coachs_day_from_its_window_until_it_is_reviewed_once_and_the_next_follows_by_the_rule()
    {
        Assert.Equal("2026-10-05 7", await ReviewsAsync("due_on || ' ' || window_days"));
        using var early = await OnAsync(new(2026, 9, 27));
        await DayAsync(early, 0);
        using var visit = await OnAsync(new(2026, 9, 28));
        await DayAsync(visit, 1);
        await visit.OpenAsync(visit.Page.QuerySelector("#reviews tbody a[href*='review?which=']")!.GetAttribute("href")!);
        using var twice = new FormVisit(Given.Host, visit);
        using var other = new FormVisit(Given.Host, visit);
        foreach (var tab in new[] { twice, other }) await tab.OpenAsync(visit.Response.RequestMessage!.RequestUri!.PathAndQuery);
        await visit.SendAsync(("Outcome", "goes-on"), ("ReviewNote", "Sleeps better. ગુજરાતી"));
        Assert.Equal(Address + "/plan", visit.At);
        await twice.SendAsync(("Outcome", "goes-on"), ("ReviewNote", "Sleeps better. ગુજરાતી"));
        Assert.Equal(Address + "/plan", twice.At);
        await other.SendAsync(("Outcome", "finished"), ("ReviewNote", "All is done."));
        Assert.Equal(HttpStatusCode.Conflict, other.Response.StatusCode);
        Assert.Contains("Sleeps better. ગુજરાતી", other.Text(".nhsuk-card--warning, .nhsuk-warning-callout"), StringComparison.Ordinal);
        Assert.Contains("All is done.", other.Text(".nhsuk-card--warning, .nhsuk-warning-callout"), StringComparison.Ordinal);
        Assert.Equal("2026-10-05 goes-on,2026-10-26 -", await ReviewsAsync("due_on || ' ' || coalesce(outcome, '-')"));
        Assert.Equal("goal:added goal:added plan-review:goes-on", await Given.HistoryAsync(Id));
        await DayAsync(visit, 0);
    }

    [Fact]
    public async Task A_review_that_is_moved_says_why_leaves_the_day_and_is_late_by_its_first_day_all_the_same()
    {
        using var visit = await OnAsync(new(2026, 10, 5));
        await OpenReviewAsync(visit);
        await visit.SendAsync(("Do", "move"), ("MoveTo.Day", "5"), ("MoveTo.Month", "10"), ("MoveTo.Year", "2026"));
        Assert.Equal(["Enter a day after today", "Enter the reason"], visit.Errors);
        await visit.SendAsync(("Do", "move"), ("MoveTo.Day", "20"), ("MoveTo.Month", "10"), ("MoveTo.Year", "2026"), ("Because", "In hospital."));
        Assert.Contains("20 October 2026 (first: 5 October 2026): To come", visit.Text("main"), StringComparison.Ordinal);
        Assert.Contains("In hospital.", visit.Text("main"), StringComparison.Ordinal);
        await DayAsync(visit, 0);
        using var later = await OnAsync(new(2026, 10, 20));
        await DayAsync(later, 1);
        await OpenReviewAsync(later);
        await later.SendAsync(("Outcome", "changed"));
        Assert.Contains("20 October 2026 (first: 5 October 2026): Late", later.Text("main"), StringComparison.Ordinal);
        Assert.Equal("2026-10-05 2026-10-20,2026-11-17 2026-11-17", await ReviewsAsync("first_due_on || ' ' || due_on"));
    }

    [Fact]
    public async Task A_plan_that_is_done_has_no_other_review_until_it_gets_a_new_goal()
    {
        using var visit = await OnAsync(new(2026, 10, 5));
        await OpenReviewAsync(visit);
        await visit.SendAsync(("Outcome", "finished"));
        Assert.Equal("finished", await ReviewsAsync("coalesce(outcome, '-')"));
        await visit.OpenAsync(Address + "/plan/goal");
        await visit.SendAsync(("Words", "Keep the job."));
        Assert.Equal("finished,-", await ReviewsAsync("coalesce(outcome, '-')"));
    }

    [Theory]
    [InlineData(null, EvidenceLevel.Stated, 4, 7)]
    [InlineData(2, EvidenceLevel.NotStated, 4, 7)]
    [InlineData(2, EvidenceLevel.Stated, 2, 6)]
    [InlineData(1, EvidenceLevel.Borrowed, 1, 3)]
    [InlineData(12, EvidenceLevel.Stated, 12, 7)]
    public void The_areas_rule_holds_where_it_has_one_and_no_two_windows_overlap(int? value, EvidenceLevel level, int weeks, int days)
    {
        var settings = new AreaSettings { Code = "x", Name = "X", ServiceName = "X", Board = new(null, "E54000001", "X") };
        if (value is { } stated)
            settings = settings with { Limits = new Dictionary<string, Limit> { [LimitNames.WeeksBetweenPlanReviews] = new(stated, level, "it") } };
        var rule = ReviewRule.Of(settings);
        Assert.Equal((weeks, days), (rule.Weeks, rule.WindowDays));
        Assert.True(rule.WindowDays * 2 < rule.Weeks * 7);
    }

    [Fact]
    public void However_a_review_is_moved_only_its_first_day_says_whether_it_is_on_time()
    {
        var chance = new Random(20261005);
        var first = new DateOnly(2026, 10, 5);
        for (var round = 0; round < 500; round++)
        {
            var held = first.AddDays(chance.Next(-40, 40));
            var expected = held > first.AddDays(7) ? ReviewTime.Late : held < first.AddDays(-7) ? ReviewTime.Early : ReviewTime.OnTime;
            var review = new PlanReview
            {
                Id = Guid.NewGuid(), CaseId = Guid.NewGuid(), FirstDueOn = first, DueOn = first.AddDays(chance.Next(60)), WindowDays = 7, MovedBecause = null,
                Outcome = ReviewOutcome.GoesOn, HeldOn = held, Note = null, Version = 1,
            };
            Assert.Equal(expected, review.TimeOn(first.AddDays(100)));
        }
    }

    private async Task<FormVisit> OnAsync(DateOnly day)
    {
        Given.Host.Clock.Set(new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero));
        Coach = await StaffMember.MakeAsync(Given.Host, StaffRole.Coach);
        await Given.Host.Database.RunAsync($"update casework.coaching_case set coach = 'staff:{Coach.AccountId:D}'");
        return Coach.Visit(Given.Host);
    }

    private async Task OpenReviewAsync(FormVisit visit)
    {
        await visit.OpenAsync(Address + "/plan");
        await visit.OpenAsync(visit.Page.QuerySelector("main a[href*='review?which=']")!.GetAttribute("href")!);
    }

    private static async Task DayAsync(FormVisit visit, int reviews)
    {
        await visit.OpenAsync("/staff/areas/llr/my-day");
        Assert.Equal(reviews, visit.Page.QuerySelectorAll("#reviews tbody tr").Length);
        Assert.EndsWith($": {reviews}", visit.Text("main nav a[href='#reviews']"), StringComparison.Ordinal);
    }

    private Task<string?> ReviewsAsync(string columns) =>
        Given.Host.Database.ReadAsync<string>($"select string_agg({columns}, ',' order by first_due_on) from casework.plan_review");
}
