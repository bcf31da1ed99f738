using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>Signing in by another service, against a real provider.</summary>
public sealed class ProviderSignInTests : IAsyncLifetime
{
    private const string Failed = "The other service did not let you in";
    private OpenIdProvider provider = null!;
    private RunningHost host = null!;

    public async ValueTask InitializeAsync()
    {
        provider = await OpenIdProvider.StartAsync();
        host = await StartAsync(("ClientSecret", "a secret"));
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_connected_their_account_signs_in_there_and_lands_where_they_wanted()
    {
        var coach = await ConnectedAsync();
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/sign-in?to=/staff/areas/llr/tasks");
        await visit.OpenAsync(visit.Page.QuerySelector("a[href^='/staff/sign-in/with/']")!.GetAttribute("href")!);
        Assert.Equal("/staff/sign-in/done", visit.At);
        Assert.Equal("0; url=/staff/areas/llr/tasks", visit.Response.Headers.GetValues("Refresh").Single());
        await visit.OpenAsync("/staff/areas/llr/tasks");
        Assert.Equal(HttpStatusCode.OK, visit.Response.StatusCode);
        Assert.Equal("provider:cis2", await host.Database.ReadAsync<string>(
            "select details->>'way' from access.audit_entry where action = 'access.signed-in' and subject = $1 order by at desc limit 1", coach.AccountId));
        Assert.Equal("secret", provider.Shown);
    }

    [Theory]
    [InlineData("https://elsewhere.example/staff")]
    [InlineData("//elsewhere.example/staff")]
    [InlineData("/refer")]
    public async Task Nobody_is_led_elsewhere_after_signing_in(string to)
    {
        await ConnectedAsync();
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/sign-in/with/cis2?to=" + Uri.EscapeDataString(to));
        Assert.Equal("/staff/sign-in/done", visit.At);
        Assert.Equal("0; url=/staff", visit.Response.Headers.GetValues("Refresh").Single());
    }

    [Fact]
    public async Task Nobody_else_is_let_in_and_no_account_is_made()
    {
        await ConnectedAsync();
        var accounts = await host.Database.ReadAsync<long>("select count(*) from access.account");
        provider.Subject = "uuid-of-somebody-else";
        await RefusedAsync("is not connected to an account here. Sign in here with your password, then connect it");
        Assert.Equal(accounts, await host.Database.ReadAsync<long>("select count(*) from access.account"));
    }

    [Fact]
    public async Task One_identity_opens_one_account_and_a_released_one_opens_none()
    {
        var coach = await ConnectedAsync();
        using var other = (await StaffMember.MakeAsync(host, StaffRole.TeamLead)).Visit(host);
        await other.OpenAsync("/staff/account/with/cis2?handler=Go");
        Assert.Contains("you are connected to another account here", other.Text("main"), StringComparison.Ordinal);

        using var own = coach.Visit(host);
        await own.OpenAsync("/staff/account/with/cis2");
        await own.SendAsync();
        Assert.Contains("Not connected", own.Text("main"), StringComparison.Ordinal);
        await RefusedAsync("is not connected to an account here");
    }

    [Fact]
    public async Task A_suspended_account_and_one_of_another_area_stay_closed()
    {
        var coach = await ConnectedAsync("dudley");
        await RefusedAsync("the areas where you work do not use it. Sign in here with your password");
        await coach.GiveAsync(host, StaffRole.Coach, "llr");
        await LetInAsync();
        await host.Database.RunAsync("update access.membership set state = 'ended', ended_at = now()");
        await RefusedAsync("you have no role here. Ask the administrator of your area to give you one");
        await host.Database.RunAsync("update access.account set state = 'suspended'");
        await RefusedAsync("your account here is closed or paused. Ask the administrator of your area");
    }

    [Fact]
    public async Task A_way_back_that_was_used_or_made_up_or_belongs_to_another_browser_opens_nothing()
    {
        await ConnectedAsync();
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/sign-in/from/cis2?code=abc&state=made-up");
        Assert.Contains(Failed, visit.Text("main"), StringComparison.Ordinal);

        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Client.BaseAddress };
        var toProvider = (await browser.GetAsync("/staff/sign-in/with/cis2")).Headers.Location!;
        var back = (await browser.GetAsync(toProvider)).Headers.Location!;
        using var stranger = new FormVisit(host);
        await stranger.OpenAsync(back.PathAndQuery);
        Assert.Contains(Failed, stranger.Text("main"), StringComparison.Ordinal);

        Assert.StartsWith("/staff/sign-in/done", (await browser.GetAsync(back)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("/staff/sign-in?provider=failed", (await browser.GetAsync(back)).Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_token_for_somebody_else_or_an_old_one_is_refused()
    {
        await ConnectedAsync();
        provider.Audience = "another-client";
        await RefusedAsync();
        (provider.Audience, provider.Lasts) = (OpenIdProvider.ClientId, TimeSpan.FromHours(-1));
        await RefusedAsync();
        provider.Lasts = TimeSpan.FromMinutes(5);
        await LetInAsync();
    }

    [Fact]
    public async Task A_service_that_asked_for_less_than_it_was_asked_to_lets_nobody_in()
    {
        await host.DisposeAsync();
        host = await StartAsync(("ClientSecret", "a secret"), ("AcrValues", "AAL2_OR_AAL3_ANY AAL3_ANY"));
        provider.Acr = "AAL3_ANY";
        await ConnectedAsync();
        await LetInAsync();
        foreach (var weak in new[] { "AAL1_USERPASS", "aal3_any", null })
        {
            provider.Acr = weak;
            await RefusedAsync();
        }
    }

    [Fact]
    public async Task A_provider_that_is_away_is_said_to_be_and_one_that_comes_back_with_another_key_is_trusted_again()
    {
        await ConnectedAsync();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Client.BaseAddress };
        var back = (await browser.GetAsync((await browser.GetAsync("/staff/sign-in/with/cis2")).Headers.Location!)).Headers.Location!;
        var address = provider.Address;
        await provider.DisposeAsync();
        Assert.Equal("/staff/sign-in?provider=failed", (await browser.GetAsync(back)).Headers.Location!.ToString());

        provider = await OpenIdProvider.StartAsync(address);
        // The first that comes with the new key makes the host look again.
        using var first = new FormVisit(host);
        await first.OpenAsync("/staff/sign-in/with/cis2");
        await LetInAsync();
    }

    [Fact]
    public async Task A_host_that_starts_while_the_provider_is_away_says_so_and_finds_it_once_it_is_there()
    {
        var address = provider.Address;
        await provider.DisposeAsync();
        await RefusedAsync();
        provider = await OpenIdProvider.StartAsync(address);
        await ConnectedAsync();
    }

    [Fact]
    public async Task Instead_of_a_secret_the_host_signs_who_it_is()
    {
        await host.DisposeAsync();
        host = await StartAsync(("PrivateKey", provider.ClientKey.ExportPkcs8PrivateKeyPem()), ("PrivateKeyId", "key-1"), ("Algorithm", "RS512"));
        await ConnectedAsync();
        await LetInAsync();
        Assert.Equal("signature", provider.Shown);

        using var another = RSA.Create(2048);
        await host.DisposeAsync();
        host = await StartAsync(("PrivateKey", another.ExportPkcs8PrivateKeyPem()));
        await RefusedAsync();
        Assert.Equal("wrong signature", provider.Shown);
    }

    [Theory]
    [InlineData("ClientId", "", "give ClientId")]
    [InlineData("Algorithm", "HS256", "give Algorithm")]
    [InlineData("Authority", "http://provider.example", "give Authority")]
    [InlineData("PrivateKey", "x", "give either ClientSecret or PrivateKey")]
    public async Task A_setting_that_is_incomplete_stops_the_host_and_says_what_to_give(string setting, string value, string says)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(("ClientSecret", "a secret"), (setting, value)));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_is_taken_up_there_without_a_password_and_opens_once()
    {
        var path = await InviteAsync("llr");
        using var visit = new FormVisit(host);
        await visit.OpenAsync(path);
        await visit.SendFormAsync("with-cis2", ("With", "cis2"));
        Assert.Equal("/staff/invitation/with/cis2", visit.At);
        // Nothing has happened so far.
        Assert.Equal("invited", await host.Database.ReadAsync<string>("select state from access.account"));
        await visit.OpenAsync("/staff/invitation/with/cis2?handler=Go");
        Assert.Equal("/staff/sign-in/done", visit.At);
        await visit.OpenAsync("/staff/account");
        Assert.Contains("Not set: you sign in by another service", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal("active", await host.Database.ReadAsync<string>("select state from access.account"));
        await LetInAsync();

        using var again = new FormVisit(host);
        await again.OpenAsync(path);
        Assert.Equal("This invitation no longer works", again.Heading);

        // Before power over accounts the other service asks again.
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        await visit.OpenAsync("/staff/areas/llr/members/new");
        Assert.Equal("/staff/confirm", visit.At);
        await visit.OpenAsync(visit.Page.QuerySelector("a[href^='/staff/sign-in/with/']")!.GetAttribute("href")!);
        Assert.Equal(("0; url=/staff/areas/llr/members/new", "login"), (visit.Response.Headers.GetValues("Refresh").Single(), provider.Prompt));
        await visit.OpenAsync("/staff/areas/llr/members/new");
        Assert.Equal("/staff/areas/llr/members/new", visit.At);
    }

    [Fact]
    public async Task An_invitation_stays_closed_to_somebody_elses_identity_to_another_area_and_after_its_time()
    {
        await ConnectedAsync();
        // Who is let in there has an account already.
        using var known = await GoAsync(await InviteAsync("llr"));
        Assert.Equal(1L, await host.Database.ReadAsync<long>("select count(*) from access.account where state = 'invited'"));
        provider.Subject = "uuid-of-somebody-new";
        using var elsewhere = await GoAsync(await InviteAsync("dudley"));
        Assert.Contains("open the link again and choose one", elsewhere.Text("main"), StringComparison.Ordinal);
        var late = await InviteAsync("llr");
        using var visit = new FormVisit(host);
        await visit.OpenAsync(late);
        await visit.SendFormAsync("with-cis2", ("With", "cis2"));
        host.Clock.Advance(TimeSpan.FromDays(8));
        await visit.OpenAsync("/staff/invitation/with/cis2?handler=Go");
        Assert.Equal("/staff/invitation", visit.At);
        Assert.Equal(1L, await host.Database.ReadAsync<long>("select count(*) from access.provider_identity"));
    }

    [Fact]
    public async Task A_provider_that_sends_us_elsewhere_is_not_followed()
    {
        await host.DisposeAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var elsewhere = builder.Build();
        elsewhere.Urls.Add("http://127.0.0.1:0");
        elsewhere.MapGet("/.well-known/openid-configuration", () => Results.Redirect(provider.Address + "/.well-known/openid-configuration"));
        await elsewhere.StartAsync();
        host = await StartAsync(("ClientSecret", "a secret"), ("Authority", elsewhere.Urls.Single()));
        await RefusedAsync();
    }

    [Fact]
    public async Task Nobody_takes_up_an_invitation_by_the_address_alone()
    {
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/invitation/with/cis2?handler=Go");
        Assert.Equal("/staff/invitation", visit.At);
        await visit.OpenAsync("/staff/invitation/with/another");
        Assert.Equal(HttpStatusCode.NotFound, visit.Response.StatusCode);
    }

    private async Task<string> InviteAsync(string area) => (await host.Services.GetRequiredService<IAdministratorInvitations>().InviteAdministratorAsync(
        Actor.Job("test"), "Asha Rahman", $"asha-{Guid.NewGuid():n}@example.nhs.uk", area, default)).Path!;

    private async Task<FormVisit> GoAsync(string path)
    {
        var visit = new FormVisit(host);
        await visit.OpenAsync(path);
        await visit.SendFormAsync("with-cis2", ("With", "cis2"));
        await visit.OpenAsync("/staff/invitation/with/cis2?handler=Go");
        return visit;
    }

    [Fact]
    public async Task Connecting_asks_first_who_somebody_is()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        await host.Database.RunAsync("update access.staff_session set confirmed_at = confirmed_at - interval '1 hour'");
        using var visit = coach.Visit(host);
        await visit.OpenAsync("/staff/account/with/cis2?handler=Go");
        Assert.Equal("/staff/confirm", visit.At);
    }

    private async Task<StaffMember> ConnectedAsync(string area = "llr")
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach, area);
        using var visit = coach.Visit(host);
        await visit.OpenAsync("/staff/account/with/cis2");
        await visit.OpenAsync("/staff/account/with/cis2?handler=Go");
        Assert.Equal("/staff/sign-in/done", visit.At);
        await visit.OpenAsync("/staff/account");
        Assert.Contains("Connected: 7 September 2026", visit.Text("main"), StringComparison.Ordinal);
        return coach;
    }

    private async Task LetInAsync()
    {
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/sign-in/with/cis2");
        Assert.Equal("/staff/sign-in/done", visit.At);
    }

    private async Task RefusedAsync(string says = Failed)
    {
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/sign-in/with/cis2");
        Assert.Equal("/staff/sign-in", visit.At);
        Assert.Contains(says, visit.Text("main"), StringComparison.Ordinal);
        await visit.OpenAsync("/staff/account");
        Assert.Equal("/staff/sign-in", visit.At);
    }

    private Task<RunningHost> StartAsync(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Name"] = "NHS Care Identity", ["Authority"] = provider.Address, ["ClientId"] = OpenIdProvider.ClientId, ["Areas"] = "llr, bsol",
        };
        foreach (var (name, value) in more) settings[name] = value;
        return RunningHost.StartAsync(settings.ToDictionary(setting => "SignIn:cis2:" + setting.Key, setting => setting.Value));
    }
}
