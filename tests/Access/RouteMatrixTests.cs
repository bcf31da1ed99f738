using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>
/// Every route that the host has, found by itself, tried by every role, in its own area and in another, signed out, suspended and with a stale session.
/// </summary>
public sealed class RouteMatrixTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly string Stated = Checkout.Path("tests", "Access", "route-permissions.txt");
    private readonly RunningHost host = shared.Host;

    private sealed record Route(string Method, string Pattern, string? Policy, bool IsPage, string ContentType)
    {
        public string Line => $"{Method} {Pattern}: {Policy ?? "public"}";

        public bool NamesArea => Pattern.Contains("{area}", StringComparison.Ordinal);

        public string In(string area) => "/" + Pattern.TrimStart('/').Replace("{area}", area, StringComparison.Ordinal)
            .Replace("{id:guid}", Guid.Empty.ToString("D"), StringComparison.Ordinal).Replace("{reference}", "WW-2222-222K", StringComparison.Ordinal)
            .Replace("{referral:guid}", Guid.Empty.ToString("D"), StringComparison.Ordinal).Replace("{service}", "none", StringComparison.Ordinal)
            .Replace("{other}", "WW-2222-222K", StringComparison.Ordinal).Replace("{number}", "1", StringComparison.Ordinal);

        public bool IsOpenTo(StaffRole role) => Policy == RoutePermission.AnyStaff || role.Permissions.Any(permission =>
            Policy == RoutePermission.PolicyOf(permission, partnersToo: true)
            || (!role.IsOfOrganisation && Policy == RoutePermission.PolicyOf(permission, partnersToo: false)));
    }

    private IReadOnlyList<Route> Routes =>
    [
        .. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
        {
            var isPage = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;
            IEnumerable<string> methods = isPage ? ["GET", "POST"] : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            var policy = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null ? endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy : null;
            var contentType = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.FirstOrDefault(type => !type.Contains('*')) ?? "application/json";
            return methods.Select(method => new Route(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), policy, isPage, contentType));
        }).Distinct().OrderBy(route => route.Pattern, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal),
    ];

    [Fact]
    public void What_each_route_asks_for_is_what_was_agreed()
    {
        var found = Routes.Select(route => route.Line).ToArray();
        Assert.True(found.Length > 150, "The routes were not found.");
        if (Environment.GetEnvironmentVariable("WORKWELL_ACCEPT") == "1") File.WriteAllLines(Stated, found);
        Assert.Equal(File.ReadAllLines(Stated), found);
    }

    public static TheoryData<string> Roles => [.. StaffRole.All.Select(role => role.Key)];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_role_opens_what_it_may_in_its_own_area_and_nothing_else(string key)
    {
        var role = StaffRole.Find(key)!;
        var member = await StaffMember.MakeAsync(host, role, organisation: role.IsOfOrganisation ? "p1" : null);
        foreach (var route in Routes.Where(route => route.Policy is not null))
        {
            var isOpen = route.IsOpenTo(role) && !(route.NamesArea && role == StaffRole.Operator);
            await SeesAsync(route, "llr", member.Cookie, isOpen ? null : HttpStatusCode.Forbidden, key);
            if (route.NamesArea) await SeesAsync(route, "dudley", member.Cookie, HttpStatusCode.Forbidden, key + " of another area");
        }
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a suspended coach")]
    [InlineData("a coach who has left")]
    [InlineData("a coach who has signed out")]
    [InlineData("a coach whose only role was ended")]
    [InlineData("a stale session")]
    [InlineData("a session that never was")]
    public async Task Who_is_not_signed_in_opens_nothing(string who)
    {
        var cookie = who switch
        {
            "nobody" => null,
            "a session that never was" => "workwell-staff=" + StaffLink.Make(),
            _ => await EndedAsync(who),
        };
        foreach (var route in Routes.Where(route => route.Policy is not null))
        {
            // Without a role one is still signed in, to one's own account.
            if (who.EndsWith("was ended", StringComparison.Ordinal) && route is { Policy: RoutePermission.AnyStaff, NamesArea: false }) continue;
            var refusal = who.EndsWith("was ended", StringComparison.Ordinal) ? HttpStatusCode.Forbidden
                : route.Pattern.StartsWith("/staff", StringComparison.Ordinal) ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized;
            await SeesAsync(route, "llr", cookie, refusal, who);
        }
    }

    [Fact]
    public async Task A_call_with_a_cookie_from_another_sites_page_opens_nothing()
    {
        var lead = await StaffMember.MakeAsync(host, StaffRole.TeamLead);
        foreach (var route in Routes.Where(route => route.Policy is not null && route.Pattern.StartsWith("/api", StringComparison.Ordinal)))
        {
            using var answer = await AskAsync(route, "llr", lead.Cookie, "cross-site");
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden, $"{route.Line} answers {answer.StatusCode}");
        }
    }

    private async Task<string> EndedAsync(string who)
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        var members = host.Services.GetRequiredService<Members>();
        switch (who)
        {
            case "a suspended coach" or "a coach who has left":
                var state = who == "a suspended coach" ? AccountState.Suspended : AccountState.Left;
                Assert.Null(await members.SetStateAsync(Actor.Job("test"), coach.AccountId, state, "llr", default));
                break;
            case "a coach who has signed out":
                await host.Services.GetRequiredService<StaffSessions>().EndAsync(coach.Session, default);
                break;
            case "a coach whose only role was ended":
                var role = await host.Database.ReadAsync<Guid>("select id from access.membership where account_id = $1", coach.AccountId);
                Assert.Null(await members.EndRoleAsync(Actor.Job("test"), role, default));
                break;
            default:
                await host.Database.RunAsync(
                    $"update access.staff_session set last_seen_at = last_seen_at - interval '31 minutes' where account_id = '{coach.AccountId:D}'");
                break;
        }
        return coach.Cookie;
    }

    // Null: anything but a refusal, such as a page, a mistake in the form or nothing found.
    private async Task SeesAsync(Route route, string area, string? cookie, HttpStatusCode? refusal, string who)
    {
        using var answer = await AskAsync(route, area, cookie, "same-origin");
        var isRight = refusal is { } status ? answer.StatusCode == status
            : answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or >= HttpStatusCode.InternalServerError)
                && answer.Headers.Location?.OriginalString.StartsWith("/staff/sign-in", StringComparison.Ordinal) != true;
        Assert.True(isRight, $"{who}: {route.Line} answers {(int)answer.StatusCode}, expected {refusal?.ToString() ?? "no refusal"}.");
    }

    private async Task<HttpResponseMessage> AskAsync(Route route, string area, string? cookie, string site)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Client.BaseAddress };
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.In(area));
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(route.IsPage ? "text/html" : "application/json"));
        if (route.Method is not ("GET" or "DELETE")) request.Content = new StringContent("{}", Encoding.UTF8, route.ContentType);
        return await client.SendAsync(request);
    }
}
