using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>
/// Item 9 of PHQ-9 above zero: what to do is shown at once, the team leads are told, and it stays in the day until somebody has said what was done.
/// </summary>
public sealed class SafetyItemTests : CaseTests
{
    private StaffMember lead = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        lead = await StaffMember.MakeAsync(Given.Host, StaffRole.TeamLead);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    public async Task The_answer_leads_at_once_to_what_to_do_and_tells_the_leads_and_opens_an_urgent_task(string answer)
    {
        using var visit = Coach.Visit(Given.Host);
        await MeasureAsync(visit, answer);
        Assert.Equal(Address + "/safety", visit.At);
        var page = visit.Text("main");
        foreach (var said in new[] { "999", "111", "option 2", "crisis team", "Sähëlï Example", "Samaritans" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Equal("urgent-flag true true", await Given.Host.Database.ReadAsync<string>(
            "select type || ' ' || is_urgent || ' ' || at_any_hour from communications.message where address = $1", lead.Email));
        Assert.Equal("safety-item open", await TaskAsync());
        Assert.Equal("safety:raised measure:phq9", await Given.HistoryAsync(Id));
        Assert.Equal(1, await AuditedAsync("casework.safety-raised"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("not-asked")]
    [InlineData("not-said")]
    public async Task Any_other_answer_raises_nothing(string answer)
    {
        using var visit = Coach.Visit(Given.Host);
        await MeasureAsync(visit, answer);
        Assert.Equal(Address + "/assessment", visit.At);
        Assert.Null(await TaskAsync());
        Assert.Equal("measure:phq9", await Given.HistoryAsync(Id));
    }

    [Fact]
    public async Task It_is_not_closed_without_what_was_done_and_words_and_then_it_is_closed_once_and_its_task_with_it()
    {
        using var visit = Coach.Visit(Given.Host);
        await MeasureAsync(visit, "2");
        await visit.SendAsync();
        Assert.Equal(["Choose what was done", "Enter what was done, and how the person is now"], visit.Errors);
        await visit.SendAsync(("Steps", "nhs111"), ("Words", " \u200b "));
        Assert.NotEmpty(visit.Errors);
        await visit.SendAsync(("Steps", ""), ("Words", "Rang 111 with her. આજે સલામત છે"));
        Assert.Equal(["Choose what was done"], visit.Errors);
        Assert.Equal("Rang 111 with her. આજે સલામત છે", visit.Text("textarea[name=Words]"));
        Assert.Equal("safety-item open", await TaskAsync());
        using var twice = new FormVisit(Given.Host, visit);
        await twice.OpenAsync(visit.Response.RequestMessage!.RequestUri!.PathAndQuery);
        foreach (var tab in new[] { visit, twice })
        {
            await tab.SendAsync(("Steps", "nhs111"), ("Steps", "lead"), ("Words", "Rang 111 with her. આજે સલામત છે"));
            Assert.Equal(Address + "/assessment", tab.At);
        }
        Assert.Equal("safety-item done", await TaskAsync());
        Assert.Equal("safety:raised measure:phq9 safety:closed", await Given.HistoryAsync(Id));
        Assert.Equal(1, await AuditedAsync("casework.safety-closed"));
        await visit.OpenAsync(Address + "/safety?which=" + await MeasureIdAsync());
        Assert.Contains("111 was called, option 2", visit.Text("main"), StringComparison.Ordinal);
        Assert.Null(visit.Page.QuerySelector("main form"));
        await visit.OpenAsync(Address + "/history");
        Assert.Contains("આજે સલામત છે", visit.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("done = '{lead}', words = ' ', closed_at = now(), closed_by = 'x'")]
    [InlineData("done = '{}', words = 'Rang.', closed_at = now(), closed_by = 'x'")]
    [InlineData("closed_at = now(), closed_by = 'x'")]
    public async Task The_database_closes_none_without_words_either(string set)
    {
        using var visit = Coach.Visit(Given.Host);
        await MeasureAsync(visit, "1");
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Given.Host.Database.RunAsync("update casework.safety_item set " + set));
    }

    [Fact]
    public async Task It_is_in_the_day_of_its_coach_and_of_the_lead_and_of_no_other_coach()
    {
        var other = await StaffMember.MakeAsync(Given.Host, StaffRole.Coach);
        using var visit = Coach.Visit(Given.Host);
        await MeasureAsync(visit, "1");
        foreach (var (who, sees) in new[] { (Coach, true), (lead, true), (other, false) })
        {
            using var day = who.Visit(Given.Host);
            await day.OpenAsync("/staff/areas/llr/my-day");
            Assert.Equal(sees, day.Page.QuerySelector("#safety a[href*='/safety?which=']") is not null);
        }
        await visit.OpenAsync(Address);
        Assert.NotNull(visit.Page.QuerySelector("main a[href*='/safety?which=']"));
        await visit.OpenAsync(visit.Page.QuerySelector("main a[href*='/safety?which=']")!.GetAttribute("href")!);
        await visit.SendAsync(("Steps", "agreed"), ("Words", "Safe with her sister tonight."));
        await visit.OpenAsync("/staff/areas/llr/my-day");
        Assert.Null(visit.Page.QuerySelector("#safety a[href*='/safety?which=']"));
    }

    [Fact]
    public async Task The_list_of_tasks_cannot_end_it_nor_the_end_of_the_case_and_after_that_it_is_still_closed_with_words()
    {
        using var visit = Coach.Visit(Given.Host);
        await MeasureAsync(visit, "1");
        var task = await Given.Host.Database.ReadAsync<Guid>("select id from follow_ups.task where code = 'safety-item'");
        await visit.OpenAsync($"/staff/areas/llr/tasks/{task:D}");
        Assert.Contains("This task ends when it is said on the person’s page", visit.Text("main"), StringComparison.Ordinal);
        Assert.Null(visit.Page.QuerySelector("input[name=Outcome]"));
        await visit.SendFormAsync("take");
        await visit.OpenAsync($"/staff/areas/llr/tasks/{task:D}");
        // A form that was open before, or made up.
        var token = visit.Page.QuerySelector("input[name='form-token']")!.GetAttribute("value")!;
        await visit.PostAsync($"/staff/areas/llr/tasks/{task:D}?handler=Close", [new("Outcome", "done"), new("form-token", token)]);
        Assert.Equal("safety-item open", await TaskAsync());
        var reference = await Given.Host.Database.ReadAsync<string>("select reference from casework.coaching_case where id = $1", Id);
        using var withdrawn = await Given.PostAsync(reference!, "withdrawal");
        Assert.True(withdrawn.IsSuccessStatusCode);
        Assert.Equal("safety-item open", await TaskAsync());
        await visit.OpenAsync("/staff/areas/llr/my-day");
        await visit.OpenAsync(visit.Page.QuerySelector("#safety a[href*='/safety?which=']")!.GetAttribute("href")!);
        await visit.SendAsync(("Steps", "practice"), ("Words", "Her GP saw her today."));
        Assert.Equal("safety-item done", await TaskAsync());
    }

    [Fact]
    public async Task An_answer_that_is_corrected_downwards_leaves_it_open_and_one_that_rises_after_it_was_closed_raises_another()
    {
        using var visit = Coach.Visit(Given.Host);
        await MeasureAsync(visit, "1");
        var measure = $"{Address}/assessment/measure?which={await MeasureIdAsync()}";
        await visit.OpenAsync(measure);
        await visit.SendAsync(("Items[9]", "0"));
        Assert.Equal(Address + "/safety", visit.At);
        using var stale = new FormVisit(Given.Host, visit);
        await stale.OpenAsync(visit.Response.RequestMessage!.RequestUri!.PathAndQuery);
        await visit.SendAsync(("Steps", "other"), ("Words", "Entered by mistake."));
        await visit.OpenAsync(measure);
        await visit.SendAsync(("Items[9]", "2"));
        Assert.Equal(Address + "/safety", visit.At);
        // The form of the first closes no second one.
        await stale.SendAsync(("Steps", "other"), ("Words", "As before."));
        Assert.Equal(HttpStatusCode.Conflict, stale.Response.StatusCode);
        Assert.Equal("1 closed,2 open", await Given.Host.Database.ReadAsync<string>(
            "select string_agg(number || case when closed_at is null then ' open' else ' closed' end, ',' order by number) from casework.safety_item"));
        Assert.Equal(2, await Given.Host.Database.ReadAsync<long>(
            "select count(*) from communications.message where type = 'urgent-flag' and address = $1", lead.Email));
    }

    [Fact]
    public async Task Who_cannot_save_the_answer_sees_what_to_do_all_the_same()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"{Address}/assessment/measure?kind=phq9");
        await visit.SendAsync(("Items[9]", "1"), ("TakenOn.Day", "40"));
        Assert.NotEmpty(visit.Errors);
        Assert.NotNull(visit.Page.QuerySelector("main .workwell-safety"));
        var reference = await Given.Host.Database.ReadAsync<string>("select reference from casework.coaching_case where id = $1", Id);
        using var withdrawn = await Given.PostAsync(reference!, "withdrawal");
        await visit.SendAsync(("TakenOn.Day", "7"));
        Assert.Equal(HttpStatusCode.Conflict, visit.Response.StatusCode);
        Assert.NotNull(visit.Page.QuerySelector("main .workwell-safety"));
    }

    [Fact]
    public async Task The_script_is_led_there_by_the_save_that_raises_it_and_may_then_finish_the_other_answers()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"{Address}/assessment/measure?kind=phq9");
        var action = visit.Page.QuerySelector("form#answers")!.GetAttribute("action")! + "&handler=Typed";
        var fields = visit.Page.QuerySelectorAll("form#answers input[type=hidden], form#answers input[checked], form#answers input[type=text]")
            .Select(one => KeyValuePair.Create(one.GetAttribute("name")!, one.GetAttribute("value") ?? "")).ToDictionary();
        fields["Items[9]"] = "1";
        await visit.PostAsync(action, fields);
        Assert.Contains("/safety?which=", await visit.Response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        (fields["Items[1]"], fields["Seen"]) = ("3", "1");
        await visit.PostAsync(action, fields);
        Assert.Equal("""{"seen":2,"goTo":null}""", await visit.Response.Content.ReadAsStringAsync());
        Assert.Equal(1, await Given.Host.Database.ReadAsync<long>("select count(*) from casework.safety_item"));
    }

    private async Task MeasureAsync(FormVisit visit, string answer)
    {
        await visit.OpenAsync($"{Address}/assessment/measure?kind=phq9");
        await visit.SendAsync([.. Enumerable.Range(1, 8).Select(item => ($"Items[{item}]", "1")), ("Items[9]", answer)]);
    }

    private async Task<string> MeasureIdAsync() => (await Given.Host.Database.ReadAsync<Guid>("select id from casework.measure")).ToString("D");

    private Task<string?> TaskAsync() => Given.Host.Database.ReadAsync<string>(
        "select code || case when closed_at is null then ' open' else ' ' || outcome end from follow_ups.task where code = 'safety-item'");

    private Task<long> AuditedAsync(string action) => Given.Host.Database.ReadAsync<long>(
        "select count(*) from access.audit_entry where action = $1 and actor = $2", action, $"staff:{Coach.AccountId:D}");
}
