using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>Plans: a step in three clicks, saved once, in order, moved with its first day kept, refused where somebody was faster or the case ended.</summary>
public sealed class PlanTests : CaseTests
{
    [Fact]
    public async Task From_the_persons_page_a_step_takes_three_clicks_and_a_form_sent_twice_is_one_goal_and_one_step()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address);
        var clicks = 1;
        await visit.OpenAsync(visit.Page.QuerySelector("main a[href$='/plan/step']")!.GetAttribute("href")!);
        // Without any goal a new one is chosen already, so the only choice is who does it.
        Assert.NotNull(visit.Page.QuerySelector("input[name=Goal][value=new][checked]"));
        clicks++;
        using var twice = new FormVisit(Given.Host, visit);
        await twice.OpenAsync(Address);
        var form = visit.Page;
        clicks++;
        await AddAsync(visit, "Write to HR. ગુજરાતી", ("GoalWords", "Four days a week again. أربعة"), ("Barrier", "benefits"));
        Assert.Equal(3, clicks);
        Assert.Equal(Address + "/plan", visit.At);
        await twice.PostAsync(form.QuerySelector("form#answers")!.GetAttribute("action")!,
        [
            .. form.QuerySelectorAll("form#answers input[type=hidden]")
                .Select(one => KeyValuePair.Create(one.GetAttribute("name")!, one.GetAttribute("value")!)),
            .. Answers("Write to HR. ગુજરાતી", "20", ("Goal", "new"), ("GoalWords", "Four days a week again. أربعة"), ("Barrier", "benefits"))
                .Select(one => KeyValuePair.Create(one.Name, one.Value)),
        ]);
        Assert.Equal(Address + "/plan", twice.At);
        var page = visit.Text("main");
        foreach (var said in new[] { "Write to HR. ગુજરાતી", "Four days a week again. أربعة", "Removes: Benefits", "20 September 2026", "The person" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Equal("goal:added plan-step:added", await Given.HistoryAsync(Id));
        Assert.Equal(1, await Given.Host.Database.ReadAsync<long>(
            "select count(*) from access.audit_entry where action = 'casework.plan-step-saved' and actor = $1", $"staff:{Coach.AccountId:D}"));
        await visit.OpenAsync(Address + "/history");
        Assert.Contains("New step in the plan", visit.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_is_moved_keeps_its_first_day_and_one_that_is_done_says_so()
    {
        using var visit = Coach.Visit(Given.Host);
        await OpenStepAsync(visit, "Ring the GP.");
        await visit.SendAsync(("DueOn.Day", "30"));
        Assert.Contains("30 September 2026 (first: 20 September 2026)", visit.Text("main"), StringComparison.Ordinal);
        await visit.OpenAsync(visit.Page.QuerySelector("main table a")!.GetAttribute("href")!);
        await visit.SendAsync(("State", "done"));
        Assert.Equal("done 2026-09-20 2026-09-30 true", await Given.Host.Database.ReadAsync<string>(
            "select state || ' ' || first_due_on || ' ' || due_on || ' ' || (ended_at is not null) from casework.plan_step"));
        await visit.OpenAsync(visit.Page.QuerySelector("main table a")!.GetAttribute("href")!);
        await visit.SendAsync(("State", "not-needed"));
        Assert.Equal("goal:added plan-step:added plan-step:moved plan-step:done plan-step:not-needed", await Given.HistoryAsync(Id));
    }

    [Fact]
    public async Task Steps_keep_the_order_that_they_were_given()
    {
        using var visit = Coach.Visit(Given.Host);
        await OpenStepAsync(visit, "One");
        foreach (var words in new[] { "Two", "Three" })
        {
            await visit.OpenAsync(Address + "/plan/step");
            // With one goal it is chosen already.
            await AddAsync(visit, words);
        }
        Assert.Equal(["One", "Two", "Three"], Steps(visit));
        await visit.OpenAsync(visit.Page.QuerySelectorAll("main table a")[2].GetAttribute("href")!);
        await visit.SendAsync(("Place", "1"));
        Assert.Equal(["Three", "One", "Two"], Steps(visit));
        await visit.OpenAsync(visit.Page.QuerySelectorAll("main table a")[0].GetAttribute("href")!);
        await visit.SendAsync(("Place", "2"), ("Words", "Three, later"));
        Assert.Equal(["One", "Three, later", "Two"], Steps(visit));
    }

    [Fact]
    public async Task Of_two_who_change_a_step_at_once_the_second_sees_both_and_may_save_once_more()
    {
        var lead = await StaffMember.MakeAsync(Given.Host, StaffRole.TeamLead);
        using var first = Coach.Visit(Given.Host);
        await OpenStepAsync(first, "Ring the GP.");
        using var second = lead.Visit(Given.Host);
        await second.OpenAsync(first.Response.RequestMessage!.RequestUri!.PathAndQuery);
        await first.SendAsync(("Words", "Ring the new GP."));
        await second.SendAsync(("Words", "Write to the GP."), ("Who", "coach"));
        Assert.Equal(HttpStatusCode.Conflict, second.Response.StatusCode);
        var both = second.Text(".nhsuk-card--warning, .nhsuk-warning-callout");
        Assert.Contains("Ring the new GP.", both, StringComparison.Ordinal);
        Assert.Contains("Write to the GP.", both, StringComparison.Ordinal);
        Assert.Equal("Write to the GP.", second.Text("textarea[name=Words]"));
        Assert.Equal("Ring the new GP.", await Given.Host.Database.ReadAsync<string>("select words from casework.plan_step"));
        await second.SendAsync();
        Assert.Equal("Write to the GP. coach", await Given.Host.Database.ReadAsync<string>("select words || ' ' || who from casework.plan_step"));
    }

    [Theory]
    [InlineData("goal", "Words", "I want to sleep.", "")]
    [InlineData("step", "Words", "Ask the manager.", "Sleep again.")]
    [InlineData("adjustment", "Words", "A chair.", "")]
    public async Task Who_writes_while_the_person_withdraws_is_refused_and_shown_what_they_wrote(string part, string field, string words, string goal)
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"{Address}/plan/{part}");
        var reference = await Given.Host.Database.ReadAsync<string>("select reference from casework.coaching_case where id = $1", Id);
        using var withdrawn = await Given.PostAsync(reference!, "withdrawal");
        Assert.True(withdrawn.IsSuccessStatusCode);
        await visit.SendAsync((field, words), ("GoalWords", goal), ("Who", "person"), ("Kind", "equipment"));
        Assert.Equal(HttpStatusCode.Conflict, visit.Response.StatusCode);
        Assert.Contains("This case is not under way any more", visit.Text("main"), StringComparison.Ordinal);
        Assert.Contains(words, visit.Text(".nhsuk-card--warning, .nhsuk-warning-callout"), StringComparison.Ordinal);
        Assert.Contains(goal, visit.Text(".nhsuk-card--warning, .nhsuk-warning-callout"), StringComparison.Ordinal);
        Assert.Equal("closed:referral-ended", await Given.HistoryAsync(Id));
        await visit.OpenAsync(Address + "/plan");
        Assert.Null(visit.Page.QuerySelector("main a[href$='/plan/step']"));
    }

    [Theory]
    [InlineData("", "20", "Enter what is to be done")]
    [InlineData("Ring.", "40", "Write the day as a number, such as 27")]
    [InlineData("Ring.", "6", "Enter a day that is not over")]
    public async Task What_is_wrong_is_said_and_what_was_typed_stays(string words, string day, string says)
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address + "/plan/step");
        await visit.SendAsync(Answers(words, day, ("GoalWords", "Sleep again.")));
        Assert.Equal(says, visit.Errors.Single());
        Assert.Equal("Sleep again.", visit.Text("textarea[name=GoalWords]"));
        Assert.Equal(words, visit.Text("textarea[name=Words]"));
        Assert.Null(await Given.HistoryAsync(Id));
    }

    [Fact]
    public async Task A_goal_is_reached_and_an_adjustment_is_agreed_and_something_else_needs_words()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address + "/plan/goal");
        await visit.SendAsync(("Words", "Sleep again."), ("Barrier", "health-12"));
        Assert.Contains("Removes: Feeling very low, or very worried", visit.Text("main"), StringComparison.Ordinal);
        await visit.OpenAsync(visit.Page.QuerySelector("main h3 a")!.GetAttribute("href")!);
        await visit.SendAsync(("State", "reached"), ("Barrier", "health-12"));
        // A goal that is reached gets no more steps.
        await visit.OpenAsync(Address + "/plan/step");
        Assert.Single(visit.Page.QuerySelectorAll("input[name=Goal]"));

        await visit.OpenAsync(Address + "/plan/adjustment");
        await visit.SendAsync(("Kind", "other"));
        Assert.Equal("Enter what is to change", visit.Errors.Single());
        await visit.SendAsync(("Kind", "other"), ("Words", "A lift key."));
        await visit.OpenAsync(visit.Page.QuerySelector("main a[href*='adjustment?which=']")!.GetAttribute("href")!);
        await visit.SendAsync(("State", "agreed"));
        Assert.Contains("The employer agreed", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal("goal:added goal:reached adjustment:added adjustment:agreed", await Given.HistoryAsync(Id));
        Assert.Equal("health-12 reached other agreed", await Given.Host.Database.ReadAsync<string>(
            "select g.barrier || ' ' || g.state || ' ' || a.kind || ' ' || a.state from casework.goal g, casework.adjustment a"));
    }

    private static string[] Steps(FormVisit visit) => [.. visit.Page.QuerySelectorAll("main table a[href*='step?']").Select(one => one.TextContent)];

    private static (string Name, string Value)[] Answers(string words, string day, params (string Name, string Value)[] others) =>
        [("Words", words), ("Who", "person"), ("DueOn.Day", day), ("DueOn.Month", "9"), ("DueOn.Year", "2026"), .. others];

    private static Task AddAsync(FormVisit visit, string words, params (string Name, string Value)[] others) =>
        visit.SendAsync(Answers(words, "20", others));

    private async Task OpenStepAsync(FormVisit visit, string words)
    {
        await visit.OpenAsync(Address + "/plan/step");
        await AddAsync(visit, words, ("GoalWords", "Sleep again."));
        await visit.OpenAsync(visit.Page.QuerySelector("main table a")!.GetAttribute("href")!);
    }
}
