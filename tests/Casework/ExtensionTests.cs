using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>Time-limited support: its end is said in time, and more of it is asked for with a reason and given by a team lead who did not ask.</summary>
public sealed class ExtensionTests : CaseTests
{
    private StaffMember lead = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        lead = await StaffMember.MakeAsync(Given.Host, StaffRole.TeamLead);
        await Given.Host.Database.RunAsync(
            "update casework.coaching_case set limit_count = 8, limit_unit = 'weeks', limit_evidence = 'stated', limit_source = 'it', " +
            "opened_at = '2026-07-22 09:00+00', ends_on = '2026-09-16'");
    }

    [Fact]
    public async Task The_end_of_support_is_said_in_time_with_the_weeks_used()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address);
        Assert.Contains("Support ends on 16 September 2026", visit.Text("main"), StringComparison.Ordinal);
        Assert.Contains("6 of 8 weeks", visit.Text("main"), StringComparison.Ordinal);
        await Given.Host.Database.RunAsync("update casework.coaching_case set ends_on = '2026-09-22'");
        await visit.OpenAsync(Address);
        Assert.DoesNotContain("Support ends on", visit.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coach_asks_once_a_team_lead_who_did_not_ask_approves_and_the_last_day_moves_once()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address);
        await visit.OpenAsync(visit.Page.QuerySelector("main a[href$='/extension']")!.GetAttribute("href")!);
        using var twice = new FormVisit(Given.Host, visit);
        var fields = visit.Page.QuerySelectorAll("form#answers input[type=hidden]")
            .Select(one => KeyValuePair.Create(one.GetAttribute("name")!, one.GetAttribute("value")!)).ToArray();
        var action = visit.Page.QuerySelector("form#answers")!.GetAttribute("action")!;
        await visit.SendAsync(("Weeks", "4"), ("Reason", "illness"), ("ExtensionNote", "In hospital in August. ગુજરાતી"));
        Assert.Equal(Address, visit.At);
        await twice.PostAsync(action, [.. fields, KeyValuePair.Create("Weeks", "4"), KeyValuePair.Create("Reason", "illness"),
            KeyValuePair.Create("ExtensionNote", "In hospital in August. ગુજરાતી")]);
        Assert.Equal(Address, twice.At);
        await DayAsync(visit, 0);

        using var decides = lead.Visit(Given.Host);
        await DayAsync(decides, 1);
        await decides.OpenAsync(decides.Page.QuerySelector("#extensions tbody a[href*='decision?which=']")!.GetAttribute("href")!);
        Assert.Contains("In hospital in August. ગુજરાતી", decides.Text("main"), StringComparison.Ordinal);
        using var again = new FormVisit(Given.Host, decides);
        using var other = new FormVisit(Given.Host, decides);
        foreach (var tab in new[] { again, other }) await tab.OpenAsync(decides.Response.RequestMessage!.RequestUri!.PathAndQuery);
        await decides.SendAsync(("Decision", "approve"));
        await again.SendAsync(("Decision", "approve"));
        Assert.Equal(Address, again.At);
        await other.SendAsync(("Decision", "refuse"), ("DecisionNote", "No money."));
        Assert.Equal(HttpStatusCode.Conflict, other.Response.StatusCode);
        Assert.Contains("No money.", other.Text(".nhsuk-card--warning, .nhsuk-warning-callout"), StringComparison.Ordinal);
        await DayAsync(decides, 0);
        Assert.Equal($"2026-10-14 2026-09-16 4 illness t staff:{Coach.AccountId:D} staff:{lead.AccountId:D}", await Given.Host.Database.ReadAsync<string>(
            "select concat_ws(' ', c.ends_on, e.ended_on, e.weeks, e.reason, e.is_approved, e.asked_by, e.decided_by) " +
            "from casework.extension e join casework.coaching_case c on c.id = e.case_id"));
        Assert.Equal("extension:asked extension:approved", await Given.HistoryAsync(Id));
        Assert.Equal("casework.extension-approved casework.extension-asked", await Given.Host.Database.ReadAsync<string>(
            "select string_agg(action, ' ' order by action) from access.audit_entry where action like 'casework.extension-%'"));
        await visit.OpenAsync("/staff/areas/llr/my-day");
        Assert.Empty(visit.Page.QuerySelectorAll("#ending tbody tr"));
    }

    [Fact]
    public async Task Nobody_decides_what_they_asked_for_and_no_coach_decides_at_all()
    {
        using var own = lead.Visit(Given.Host);
        await AskAsync(own, "new-job");
        await DayAsync(own, 0);
        var which = await Given.Host.Database.ReadAsync<Guid>("select id from casework.extension");
        await own.OpenAsync($"{Address}/extension/decision?which={which:D}");
        Assert.Null(own.Page.QuerySelector("form#answers"));
        await own.OpenAsync(Address + "/state");
        await own.PostAsync($"{Address}/extension/decision?which={which:D}",
        [
            .. own.Page.QuerySelectorAll("form#close input[type=hidden]").Where(one => one.GetAttribute("name") != "Seen")
                .Select(one => KeyValuePair.Create(one.GetAttribute("name")!, one.GetAttribute("value")!)),
            KeyValuePair.Create("Seen", "1"), KeyValuePair.Create("Decision", "approve"),
        ]);
        Assert.Contains("You asked for it yourself, so another team lead decides.", own.Text("main"), StringComparison.Ordinal);
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"{Address}/extension/decision?which={which:D}");
        Assert.Equal(HttpStatusCode.Forbidden, visit.Response.StatusCode);
        Assert.Equal("2026-09-16 true", await Given.Host.Database.ReadAsync<string>(
            "select c.ends_on || ' ' || (e.is_approved is null) from casework.extension e join casework.coaching_case c on c.id = e.case_id"));
    }

    [Fact]
    public async Task A_no_needs_its_reason_and_leaves_the_last_day()
    {
        using var visit = Coach.Visit(Given.Host);
        await AskAsync(visit, "waits-for-service");
        using var decides = lead.Visit(Given.Host);
        await DayAsync(decides, 1);
        await decides.OpenAsync(decides.Page.QuerySelector("#extensions tbody a[href*='decision?which=']")!.GetAttribute("href")!);
        await decides.SendAsync(("Decision", "refuse"));
        Assert.Equal("Enter why support does not go on", decides.Errors.Single());
        await decides.SendAsync(("Decision", "refuse"), ("DecisionNote", "The service began."));
        Assert.Equal(Address, decides.At);
        await visit.OpenAsync(Address + "/extension");
        Assert.Contains("The service began.", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal("2026-09-16", await Given.Host.Database.ReadAsync<string>("select ends_on::text from casework.coaching_case"));
        // Another one may be asked for.
        Assert.NotNull(visit.Page.QuerySelector("form#answers"));
    }

    [Theory]
    [InlineData("0", "illness", "Enter a number of weeks between 1 and 26")]
    [InlineData("27", "illness", "Enter a number of weeks between 1 and 26")]
    [InlineData("2", "other", "Enter the reason")]
    public async Task What_is_wrong_is_said_and_nothing_is_asked_for(string weeks, string reason, string says)
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address + "/extension");
        await visit.SendAsync(("Weeks", weeks), ("Reason", reason));
        Assert.Equal(says, visit.Errors.Single());
        Assert.Equal(weeks, visit.Value("Weeks"));
        Assert.Equal(0, await Given.Host.Database.ReadAsync<long>("select count(*) from casework.extension"));
    }

    [Fact]
    public async Task Where_the_area_states_no_limit_there_is_nothing_to_ask_for()
    {
        Id = await Given.CaseOfAsync(Coach);
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address);
        Assert.Null(visit.Page.QuerySelector("main a[href$='/extension']"));
        await visit.OpenAsync(Address + "/extension");
        Assert.Null(visit.Page.QuerySelector("form#answers"));
    }

    private async Task AskAsync(FormVisit visit, string reason)
    {
        await visit.OpenAsync(Address + "/extension");
        await visit.SendAsync(("Weeks", "2"), ("Reason", reason));
        Assert.Equal(Address, visit.At);
    }

    private static async Task DayAsync(FormVisit visit, int extensions)
    {
        await visit.OpenAsync("/staff/areas/llr/my-day");
        Assert.Equal(extensions, visit.Page.QuerySelectorAll("#extensions tbody tr").Length);
        Assert.EndsWith($": {extensions}", visit.Text("main nav a[href='#extensions']"), StringComparison.Ordinal);
    }
}
