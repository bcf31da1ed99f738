using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>
/// An assessment: in the order of a conversation, nothing compulsory but the barrier, saved as typed, resumed elsewhere, the difference shown when two edit;
/// and measures by day.
/// </summary>
public sealed class AssessmentTests : CaseTests
{
    private const string Gujarati = "મને ફરી કામ કરવું છે.";
    private const string Arabic = "أريد أن أعمل مرة أخرى.";

    private string Section(string section) => $"{Address}/assessment/section?section={section}";

    [Fact]
    public async Task The_sections_follow_each_other_and_only_the_barrier_has_to_be_answered()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address);
        await visit.OpenAsync(visit.Page.QuerySelector("main nav a[href$='/assessment']")!.GetAttribute("href")!);
        Assert.Contains("The main barrier is not named yet.", visit.Text("main"), StringComparison.Ordinal);
        await visit.OpenAsync(visit.Page.QuerySelector("main h3 a")!.GetAttribute("href")!);
        var order = new List<string>();
        while (!visit.Text("h2").StartsWith("Main barrier", StringComparison.Ordinal))
        {
            order.Add(visit.Text("h2"));
            await visit.SendAsync();
        }
        Assert.Equal(["Work", "Health", "People and money", "Housing", "Caring for others", "Confidence", "Strengths"], order);
        await visit.SendAsync(("Answers[main-barrier]", ""));
        Assert.Equal("Choose what is most in the way of work", visit.Errors.Single());
        await visit.SendAsync(("Answers[main-barrier]", "not-asked"));
        Assert.Equal("Choose what is most in the way of work", visit.Errors.Single());
        await visit.SendAsync(("Answers[main-barrier]", "health-3"));
        Assert.Equal(Address + "/assessment", visit.At);
        Assert.Contains("Back or neck", visit.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Not asked", visit.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("not named yet", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal(
            "assessment:work assessment:health assessment:social-and-money assessment:housing assessment:caring assessment:confidence " +
            "assessment:strengths assessment:main-barrier", await Given.HistoryAsync(Id));
        await visit.OpenAsync(Address + "/history");
        Assert.Contains("Assessment: main barrier", visit.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_asked_and_not_said_are_answers_of_their_own_and_words_come_back_as_they_were_written()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Section("social-and-money"));
        await visit.SendAsync(("Answers[money]", "not-said"), ("Words", $"{Gujarati}\r\n{Arabic}"));
        Assert.Equal("money,people not-said,not-asked", await Given.Host.Database.ReadAsync<string>(
            "select array_to_string(questions, ',') || ' ' || array_to_string(answers, ',') from casework.assessment_section"));
        await visit.OpenAsync(Address + "/assessment");
        Assert.Contains("Did not want to say", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal($"{Gujarati}\n{Arabic}", visit.Text("main .workwell-source").ReplaceLineEndings("\n"));
        // On another device.
        using var elsewhere = Coach.Visit(Given.Host);
        await elsewhere.OpenAsync(Section("social-and-money"));
        Assert.Equal($"{Gujarati}\n{Arabic}", elsewhere.Text("textarea[name=Words]").ReplaceLineEndings("\n"));
        Assert.NotNull(elsewhere.Page.QuerySelector("input[name='Answers[money]'][value=not-said][checked]"));
    }

    [Fact]
    public async Task What_the_referral_said_is_shown_so_that_nobody_asks_again_and_is_no_answer()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Section("work"));
        Assert.Contains("From the referral: In work", visit.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(visit.Page.QuerySelector("input[name='Answers[work-now]'][value=not-asked][checked]"));
    }

    [Theory]
    [InlineData("work", "work-now", "rich", "Choose an answer, also if it was not asked")]
    [InlineData("main-barrier", "main-barrier", "health-19", "Choose what is most in the way of work")]
    public async Task An_answer_that_there_is_not_is_refused_and_the_words_stay(string section, string question, string answer, string says)
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Section(section));
        await visit.SendAsync(($"Answers[{question}]", answer), ("Words", Gujarati));
        Assert.Equal(says, visit.Errors.Single());
        Assert.Equal(Gujarati, visit.Text("textarea[name=Words]"));
        Assert.Null(await Given.HistoryAsync(Id));
    }

    [Fact]
    public async Task A_section_or_a_measure_that_there_is_not_is_not_found()
    {
        using var visit = Coach.Visit(Given.Host);
        foreach (var address in new[] { Section("money"), Section(""), $"{Address}/assessment/measure", $"{Address}/assessment/measure?kind=x",
            $"{Address}/safety" })
        {
            await visit.OpenAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, visit.Response.StatusCode);
        }
    }

    [Fact]
    public async Task Of_two_who_edit_the_second_sees_only_what_differs_and_may_save_once_more()
    {
        using var first = Coach.Visit(Given.Host);
        await first.OpenAsync(Section("work"));
        using var second = (await StaffMember.MakeAsync(Given.Host, StaffRole.TeamLead)).Visit(Given.Host);
        await second.OpenAsync(Section("work"));
        await first.SendAsync(("Answers[work-now]", "off-sick"), ("Answers[work-next]", "stay"), ("Words", "Misses the team."));
        await second.SendAsync(("Answers[work-now]", "in-work"), ("Answers[work-next]", "stay"), ("Words", Arabic));
        Assert.Equal(HttpStatusCode.Conflict, second.Response.StatusCode);
        var both = second.Text(".nhsuk-card--warning, .nhsuk-warning-callout");
        foreach (var said in new[] { "Off sick", "In work", "Misses the team.", Arabic }) Assert.Contains(said, both, StringComparison.Ordinal);
        Assert.DoesNotContain("What do they want next?", both, StringComparison.Ordinal);
        Assert.Equal(Arabic, second.Text("textarea[name=Words]"));
        Assert.Equal("Misses the team.", await Given.Host.Database.ReadAsync<string>("select words from casework.assessment_section"));
        await second.SendAsync();
        Assert.Equal(Arabic + " 2", await Given.Host.Database.ReadAsync<string>("select words || ' ' || version from casework.assessment_section"));
    }

    [Fact]
    public async Task The_script_saves_by_the_same_rules_and_hears_the_version_and_the_same_form_twice_is_one_save()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Section("health"));
        var fields = Fields(visit, ("Answers[health-days]", "lot"));
        var address = visit.Page.QuerySelector("form#answers")!.GetAttribute("action")! + "&handler=Typed";
        for (var times = 0; times < 2; times++)
        {
            await visit.PostAsync(address, fields);
            Assert.Equal("""{"seen":1,"goTo":null}""", await visit.Response.Content.ReadAsStringAsync());
        }
        await visit.PostAsync(address, [.. fields.Where(one => one.Key != "Answers[health-days]"), new("Answers[health-days]", "not")]);
        Assert.Equal(HttpStatusCode.Conflict, visit.Response.StatusCode);
        var others = fields.Where(one => one.Key is not ("Answers[health-days]" or "Seen"));
        await visit.PostAsync(address, [.. others, new("Answers[health-days]", "?"), new("Seen", "1")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visit.Response.StatusCode);
        Assert.Equal("lot 1", await Given.Host.Database.ReadAsync<string>("select answers[1] || ' ' || version from casework.assessment_section"));
        Assert.Equal(1, await Given.Host.Database.ReadAsync<long>(
            "select count(*) from access.audit_entry where action = 'casework.assessment-saved' and actor = $1", $"staff:{Coach.AccountId:D}"));
    }

    [Theory]
    [InlineData("section?section=work")]
    [InlineData("measure?kind=gad7")]
    public async Task Who_writes_while_the_person_withdraws_is_refused_and_keeps_what_they_wrote(string page)
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"{Address}/assessment/{page}");
        await WithdrawAsync();
        await visit.SendAsync(("Words", Gujarati), ("Items[1]", "3"));
        Assert.Equal(HttpStatusCode.Conflict, visit.Response.StatusCode);
        var kept = visit.Text(".nhsuk-card--warning, .nhsuk-warning-callout");
        Assert.Contains(page[0] == 's' ? Gujarati : "Feeling nervous, anxious or on edge Nearly every day", kept, StringComparison.Ordinal);
        Assert.Equal(0, await Given.Host.Database.ReadAsync<long>(
            "select (select count(*) from casework.assessment_section) + (select count(*) from casework.measure)"));
        await visit.OpenAsync(Address + "/assessment");
        Assert.Null(visit.Page.QuerySelector("main a[href*='/assessment/']"));
    }

    [Fact]
    public async Task Measures_are_kept_by_day_with_each_answer_and_without_a_score_while_one_is_missing()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"{Address}/assessment/measure?kind=gad7");
        await visit.SendAsync([.. Items("2", "2", "2", "2", "1", "1", "not-said"), ("TakenOn.Day", "1"), ("TakenOn.Month", "9")]);
        Assert.Contains("No score: 1 of 7 not answered", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal("2,2,2,2,1,1,not-said -", await SavedAsync());
        await visit.OpenAsync(visit.Page.QuerySelector("main table a")!.GetAttribute("href")!);
        await visit.SendAsync(("Items[7]", "0"));
        Assert.Contains("10, moderate", visit.Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 September 2026", visit.Text("main table"), StringComparison.Ordinal);
        Assert.Equal("2,2,2,2,1,1,0 10.000", await SavedAsync());
        Assert.Equal("measure:gad7", await Given.HistoryAsync(Id));
        Assert.Equal(2, await Given.Host.Database.ReadAsync<long>("select count(*) from access.audit_entry where action = 'casework.measure-saved'"));
    }

    [Theory]
    [InlineData("eq5d-index", "-0.285", "-0.285")]
    [InlineData("eq5d-scale", "65", "65")]
    [InlineData("swemwbs", "21.54", "21.54")]
    [InlineData("other", "12", "12")]
    public async Task Of_a_licensed_measure_only_the_score_is_kept(string kind, string score, string shown)
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"{Address}/assessment/measure?kind={kind}");
        await visit.SendAsync(("Total", score), ("MeasureName", "Invented scale"));
        Assert.Contains(shown, visit.Text("main table"), StringComparison.Ordinal);
        Assert.Equal("scored", await Given.Host.Database.ReadAsync<string>("select array_to_string(items, ',') from casework.measure"));
        await visit.OpenAsync(visit.Page.QuerySelector("main table a")!.GetAttribute("href")!);
        await visit.SendAsync(("State", "not-said"));
        Assert.Contains("Did not want to say", visit.Text("main table"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("swemwbs", "6.9", "Enter a score from 7 to 35, such as 12.5")]
    [InlineData("swemwbs", "36", "Enter a score from 7 to 35, such as 12.5")]
    [InlineData("eq5d-scale", "1e2", "Enter a score from 0 to 100, such as 12.5")]
    [InlineData("eq5d-index", "", "Enter a score from -1 to 1, such as 12.5")]
    public async Task A_score_that_there_cannot_be_is_refused_and_stays(string kind, string score, string says)
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"{Address}/assessment/measure?kind={kind}");
        await visit.SendAsync(("Total", score));
        Assert.Equal(says, visit.Errors.Single());
        Assert.Equal(score, visit.Value("Total"));
    }

    private static (string Name, string Value)[] Items(params string[] items) => [.. items.Select((item, index) => ($"Items[{index + 1}]", item))];

    private static KeyValuePair<string, string>[] Fields(FormVisit visit, params (string Name, string Value)[] answers) =>
    [
        .. visit.Page.QuerySelectorAll("form#answers input[type=hidden], form#answers input[checked]")
            .Select(one => KeyValuePair.Create(one.GetAttribute("name")!, one.GetAttribute("value")!))
            .Where(one => answers.All(answer => answer.Name != one.Key)),
        .. answers.Select(answer => KeyValuePair.Create(answer.Name, answer.Value)),
    ];

    private Task<string?> SavedAsync() => Given.Host.Database.ReadAsync<string>(
        "select array_to_string(items, ',') || ' ' || coalesce(total::text, '-') from casework.measure");

    private async Task WithdrawAsync()
    {
        var reference = await Given.Host.Database.ReadAsync<string>("select reference from casework.coaching_case where id = $1", Id);
        using var withdrawn = await Given.PostAsync(reference!, "withdrawal");
        Assert.True(withdrawn.IsSuccessStatusCode);
    }
}
