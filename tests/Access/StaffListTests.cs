using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>The lists of the staff pages are sorted by their headings and go on over pages, by addresses that hold nothing of anybody.</summary>
public sealed class StaffListTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly RunningHost host = shared.Host;

    [Fact]
    public async Task A_heading_sorts_its_list_and_the_other_way_round_when_it_is_chosen_again()
    {
        var administrator = await StaffMember.MakeAsync(host, StaffRole.AreaAdministrator, "swl");
        foreach (var name in new[] { "Émile Zed", "adam Young", "Zoë Abel" }) await NamedAsync(name, "swl");
        using var visit = administrator.Visit(host);
        await visit.OpenAsync("/staff/areas/swl/members");
        Assert.Null(visit.Page.QuerySelector("[aria-sort]"));

        await FollowAsync(visit, "Name");
        Assert.Equal("ascending", HeadingOf(visit, "Name").GetAttribute("aria-sort"));
        Assert.Equal(["adam Young", "Émile Zed", "Sähëlï Example", "Zoë Abel"], NamesIn(visit));
        await FollowAsync(visit, "Name");
        Assert.Equal("descending", HeadingOf(visit, "Name").GetAttribute("aria-sort"));
        Assert.Equal(["Zoë Abel", "Sähëlï Example", "Émile Zed", "adam Young"], NamesIn(visit));

        // Those who never signed in stand last either way.
        foreach (var order in new[] { "asc", "desc" })
        {
            await visit.OpenAsync($"/staff/areas/swl/members?sort=last-sign-in&order={order}");
            Assert.Equal("Sähëlï Example", NamesIn(visit)[0]);
        }
    }

    [Theory]
    [InlineData("?sort=password_hash")]
    [InlineData("?sort=name%27%3B+drop+table+access.account")]
    [InlineData("?page=0")]
    [InlineData("?page=-3")]
    [InlineData("?page=99999999999999")]
    [InlineData("?page=many&order=sideways")]
    public async Task An_address_that_somebody_made_up_shows_the_list_as_it_is_usually(string query)
    {
        var administrator = await StaffMember.MakeAsync(host, StaffRole.AreaAdministrator);
        var lead = await StaffMember.MakeAsync(host, StaffRole.TeamLead);
        foreach (var (member, list) in new[] { (administrator, "members"), (administrator, "keys"), (lead, "tasks"), (lead, "offers"), (lead, "messages") })
        {
            using var visit = member.Visit(host);
            await visit.OpenAsync($"/staff/areas/llr/{list}{query}");
            Assert.Equal(HttpStatusCode.OK, visit.Response.StatusCode);
            Assert.Null(visit.Page.QuerySelector("[aria-sort]"));
        }
    }

    [Fact]
    public async Task A_long_list_goes_on_over_pages_and_keeps_its_order_and_what_is_shown()
    {
        await host.Database.RunAsync("""
            insert into follow_ups.task (area, id, key, code, description, opened_at)
            select 'bsol', gen_random_uuid(), 'list/' || n, 'call', 'Ring number ' || lpad(n::text, 3, '0'), '2026-09-07 09:00:00+00'
            from generate_series(1, 120) n
            """);
        using var visit = (await StaffMember.MakeAsync(host, StaffRole.Coach, "bsol")).Visit(host);
        await visit.OpenAsync("/staff/areas/bsol/tasks?show=team");
        await FollowAsync(visit, "Task");
        await FollowAsync(visit, "Task");
        Assert.Equal("Ring number 120", NamesIn(visit)[0]);
        Assert.Equal("team", Query(visit, "show"));
        await NextAsync(visit);
        Assert.Equal(("Ring number 070", 50), (NamesIn(visit)[0], NamesIn(visit).Length));
        await NextAsync(visit);
        Assert.Equal(("Ring number 020", 20), (NamesIn(visit)[0], NamesIn(visit).Length));
        Assert.Null(visit.Page.QuerySelector("a[rel=next]"));
        Assert.Equal(("team", "task", "desc"), (Query(visit, "show"), Query(visit, "sort"), Query(visit, "order")));
        // Sorting by another heading begins with its first page.
        await FollowAsync(visit, "Who");
        Assert.Null(Query(visit, "page"));
    }

    [Fact]
    public async Task An_empty_list_says_what_to_do_next()
    {
        var lead = await StaffMember.MakeAsync(host, StaffRole.TeamLead, "dudley");
        var administrator = await StaffMember.MakeAsync(host, StaffRole.AreaAdministrator, "dudley");
        foreach (var (member, list, says) in new[]
        {
            (lead, "tasks?show=mine", "You have no task. Take one from all open tasks."), (lead, "offers", "Nothing is waiting."),
            (lead, "messages", "No message waits for you."), (administrator, "keys", "There is no key yet. Make one below"),
        })
        {
            using var visit = member.Visit(host);
            await visit.OpenAsync($"/staff/areas/dudley/{list}");
            Assert.Null(visit.Page.QuerySelector(".workwell-list"));
            Assert.Contains(says, visit.Text("main"), StringComparison.Ordinal);
        }
    }

    private async Task NamedAsync(string name, string area)
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach, area);
        await host.Database.RunAsync(
            $"update access.account set name = '{name}', last_sign_in_at = null where id = '{coach.AccountId:D}'");
    }

    private static AngleSharp.Dom.IElement HeadingOf(FormVisit visit, string name) =>
        visit.Page.QuerySelectorAll("thead th").Single(heading => heading.TextContent.Trim() == name);

    private static Task FollowAsync(FormVisit visit, string heading) =>
        visit.OpenAsync(visit.At + HeadingOf(visit, heading).QuerySelector("a")!.GetAttribute("href"));

    private static Task NextAsync(FormVisit visit) => visit.OpenAsync(visit.At + visit.Page.QuerySelector("a[rel=next]")!.GetAttribute("href"));

    private static string? Query(FormVisit visit, string name) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(visit.Response.RequestMessage!.RequestUri!.Query).GetValueOrDefault(name);

    private static string[] NamesIn(FormVisit visit) => [.. visit.Page.QuerySelectorAll("tbody th a").Select(link => link.TextContent.Trim())];
}
