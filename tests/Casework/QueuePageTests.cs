using System.Net;
using AngleSharp.Dom;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>The queue: who waits, how long in working hours, and one click to take a case.</summary>
public sealed class QueuePageTests : CoachTests
{
    [Fact]
    public async Task The_urgent_come_first_and_a_weekend_is_no_waiting()
    {
        await Given.CaseAsync();
        var urgent = await Given.CaseAsync();
        await Given.Host.Database.RunAsync($"update casework.coaching_case set priority = 'urgent', opened_at = '2026-09-04 15:00+00' where id = '{urgent:D}'");
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync("/staff/areas/llr/queue");
        Assert.Equal(["2 hours", "Under an hour"], visit.Page.QuerySelectorAll("main tbody tr").Select(row => Cell(row, 3)));
        Assert.StartsWith("Urgent", Cell(visit.Page.QuerySelector("main tbody tr")!, 2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_click_takes_a_case_and_whoever_comes_second_is_told()
    {
        var id = await Given.CaseAsync();
        var colleague = await StaffMember.MakeAsync(Given.Host, StaffRole.Coach);
        using var first = Coach.Visit(Given.Host);
        using var second = colleague.Visit(Given.Host);
        await first.OpenAsync("/staff/areas/llr/queue");
        await second.OpenAsync("/staff/areas/llr/queue");
        await TakeAsync(first);
        Assert.Equal($"/staff/areas/llr/cases/{id:D}", first.At);
        await TakeAsync(second, first: id);
        Assert.Equal(HttpStatusCode.Conflict, second.Response.StatusCode);
        Assert.Contains("Somebody else was faster.", second.Text("main"), StringComparison.Ordinal);
        Assert.Equal($"staff:{Coach.AccountId:D}", await Given.Host.Database.ReadAsync<string>("select coach from casework.coaching_case where id = $1", id));
        Assert.Equal("taken", await Given.HistoryAsync(id));
        await first.OpenAsync("/staff/areas/llr/caseload");
        Assert.Single(first.Page.QuerySelectorAll("main tbody tr"));
        await second.OpenAsync("/staff/areas/llr/caseload");
        Assert.Empty(second.Page.QuerySelectorAll("main tbody tr"));
        await second.OpenAsync("/staff/areas/llr/caseload?whose=team&state=open");
        Assert.Single(second.Page.QuerySelectorAll("main tbody tr"));
    }

    [Fact]
    public async Task Nobody_of_another_area_and_no_administrator_sees_a_case()
    {
        var id = await Given.CaseAsync();
        var elsewhere = await StaffMember.MakeAsync(Given.Host, StaffRole.TeamLead, "dudley");
        using var visit = elsewhere.Visit(Given.Host);
        await visit.OpenAsync($"/staff/areas/dudley/cases/{id:D}");
        Assert.Equal(HttpStatusCode.NotFound, visit.Response.StatusCode);
        await visit.OpenAsync("/staff/areas/dudley/queue");
        Assert.Empty(visit.Page.QuerySelectorAll("main tbody tr"));
        var administrator = await StaffMember.MakeAsync(Given.Host, StaffRole.AreaAdministrator);
        using var other = administrator.Visit(Given.Host);
        await other.OpenAsync("/staff/areas/llr/queue");
        Assert.Equal(HttpStatusCode.Forbidden, other.Response.StatusCode);
    }

    private static Task TakeAsync(FormVisit visit, Guid? first = null)
    {
        var button = visit.Page.QuerySelectorAll("button[name=Take]").First(one => first is null
            || one.GetAttribute("value")!.StartsWith(first.Value.ToString("D"), StringComparison.Ordinal));
        return visit.SendAsync(("Take", button.GetAttribute("value")!));
    }

    // On a narrow screen each cell repeats its heading, which a reader of the table does not see.
    private static string Cell(IElement row, int place)
    {
        var cell = row.QuerySelectorAll("th, td")[place];
        foreach (var heading in cell.QuerySelectorAll(".nhsuk-table__heading")) heading.Remove();
        return cell.TextContent.Trim();
    }
}
