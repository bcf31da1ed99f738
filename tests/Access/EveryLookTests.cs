using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>Every route that shows something to staff or to a system is found by itself, opened, and has to leave a trace of who looked.</summary>
public sealed class EveryLookTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly RunningHost host = shared.Host;

    // A page that every member of staff may open shows their own account, and an operator sees no person.
    private static readonly string[] ShowNobody = [RoutePermission.AnyStaff, Permission.OperateService];

    private IEnumerable<(string Pattern, bool IsPage)> Looks =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        where endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy is { } policy && !ShowNobody.Contains(policy)
        let isPage = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null
        where isPage || endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
        select ("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), isPage);

    [Fact]
    public async Task Whoever_opens_any_of_them_leaves_who_when_which_area_and_why()
    {
        var (reference, id) = await ReferAsync();
        var staff = await StaffMember.MakeAsync(host, StaffRole.TeamLead);
        foreach (var role in new[] { StaffRole.AreaAdministrator, StaffRole.TrialManager, StaffRole.WordsApprover, StaffRole.Commissioner })
            await staff.GiveAsync(host, role, "llr");
        // Holds no role beside it that shows an arm.
        var assessor = await StaffMember.MakeAsync(host, StaffRole.OutcomeAssessor);
        var key = (await host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = "looks", Areas = ["llr"], Permissions = Permission.All, Lasts = TimeSpan.FromDays(1) }, default)).Secret!;
        var looks = Looks.Distinct().ToArray();
        Assert.True(looks.Length >= 15, "The routes were not found.");
        var silent = new List<string>();
        foreach (var (pattern, isPage) in looks)
        {
            var who = pattern.EndsWith("/outcomes", StringComparison.Ordinal) ? assessor : staff;
            var path = pattern.Replace("{area}", "llr", StringComparison.Ordinal).Replace("{reference}", reference, StringComparison.Ordinal)
                .Replace("{referral:guid}", id.ToString("D"), StringComparison.Ordinal)
                .Replace("{id:guid}", Guid.NewGuid().ToString("D"), StringComparison.Ordinal);
            Assert.DoesNotContain("{", path, StringComparison.Ordinal);
            var actor = isPage ? $"staff:{who.AccountId:D}" : "key:looks";
            var before = await CountAsync(actor);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (isPage) request.Headers.Add("Cookie", who.Cookie);
            else request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
            using var client = new HttpClient(handler) { BaseAddress = host.Client.BaseAddress };
            using var answer = await client.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.Redirect, $"{path} answers {answer.StatusCode}");
            if (await CountAsync(actor) == before) silent.Add(pattern);
        }
        Assert.Empty(silent);
    }

    [Fact]
    public async Task A_form_that_shows_its_page_once_more_is_a_look_too()
    {
        var lead = await StaffMember.MakeAsync(host, StaffRole.TeamLead);
        var task = Guid.NewGuid();
        var referral = (await ReferAsync()).Id;
        await host.Database.RunAsync(
            "insert into follow_ups.task (area, id, key, code, description, opened_at, referral_id) values " +
            $"('llr', '{task:D}', 'test/{task:D}', 'call', 'Ring.', '2026-09-07 09:00:00+00', '{referral:D}')");
        using var visit = lead.Visit(host);
        await visit.OpenAsync($"/staff/areas/llr/tasks/{task:D}");
        Assert.Equal((1, 1), await LooksAsync(lead, task, referral));
        await visit.SendAsync();
        Assert.Equal((2, 2), await LooksAsync(lead, task, referral));
    }

    [Fact]
    public async Task Somebody_of_several_areas_and_an_operator_of_none_open_their_home_page_and_leave_a_trace()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        await coach.GiveAsync(host, StaffRole.Coach, "dudley");
        foreach (var member in new[] { coach, await StaffMember.MakeAsync(host, StaffRole.Operator) })
        {
            using var visit = member.Visit(host);
            await visit.OpenAsync("/staff");
            Assert.Equal("/staff", visit.At);
            Assert.Equal(1, await host.Database.ReadAsync<long>(
                "select count(*) from access.audit_entry where actor = $1 and action = 'access.opened'", $"staff:{member.AccountId:D}"));
        }
    }

    private async Task<(long Opened, long Read)> LooksAsync(StaffMember member, Guid task, Guid referral) => (
        await host.Database.ReadAsync<long>(
            "select count(*) from access.audit_entry where actor = $1 and subject = $2 and action = 'access.opened'", $"staff:{member.AccountId:D}", task),
        await host.Database.ReadAsync<long>(
            "select count(*) from access.audit_entry where actor = $1 and subject = $2 and action = 'follow-ups.task-read'",
            $"staff:{member.AccountId:D}", referral));

    private Task<long> CountAsync(string actor) => host.Database.ReadAsync<long>(
        "select count(*) from access.audit_entry where actor = $1 and action not like 'security.%' and purpose <> '' and area <> ''", actor);

    private async Task<(string Reference, Guid Id)> ReferAsync()
    {
        using var answer = await host.Client.PostAsJsonAsync("/api/referrals/self", new
        {
            person = new
            {
                givenName = "Look", familyName = "Example", bornOn = "1984-02-11", postcode = "LE1 0ZA", email = $"look-{Guid.NewGuid():n}@people.example",
                consents = new Dictionary<string, bool> { ["service"] = true, ["share-with-partners"] = true },
            },
            work = new { situation = "in-work", healthAffectsWork = true, rightToWork = true },
        });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        using var json = JsonDocument.Parse(text);
        var reference = json.RootElement.GetProperty("reference").GetString()!;
        return (reference, await host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference));
    }
}
