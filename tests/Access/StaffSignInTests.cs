using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>From the invitation to the first day, and what somebody tries who was not invited.</summary>
public sealed class StaffSignInTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Password = "seven lanterns drift north";
    private readonly RunningHost host = shared.Host;
    private readonly string email = $"asha-{Guid.NewGuid():n}@example.nhs.uk";

    [Fact]
    public async Task An_invitation_leads_by_password_and_code_to_the_home_page_of_the_area()
    {
        var (visit, _) = await TakeUpAsync();
        Assert.Equal("Recovery codes", visit.Heading);
        Assert.Equal(8, visit.Page.QuerySelectorAll(".workwell-codes li").Length);
        await visit.OpenAsync("/staff");
        Assert.Equal("/staff/areas/llr", visit.At);
        Assert.Equal(["Members", "Service keys"], visit.Page.QuerySelectorAll("nav .nhsuk-header__navigation-item a").Select(link => link.TextContent.Trim()));
        Assert.Equal("active", await host.Database.ReadAsync<string>("select state from access.account where email = $1", email));
    }

    [Fact]
    public async Task An_invitation_works_once_and_opening_it_does_nothing()
    {
        var path = await InviteAsync();
        using (var scanner = new FormVisit(host)) await scanner.OpenAsync(path);
        using var visit = new FormVisit(host);
        await TakeUpAsync(visit, path);
        using var second = new FormVisit(host);
        await second.OpenAsync(path);
        Assert.Equal("This invitation no longer works", second.Heading);
    }

    [Fact]
    public async Task An_invitation_ends_after_seven_days_and_with_a_newer_one()
    {
        var path = await InviteAsync();
        host.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        using var visit = new FormVisit(host);
        await visit.OpenAsync(path);
        Assert.Equal("Hello Asha Rahman", visit.Heading);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await visit.OpenAsync(path);
        Assert.Equal("This invitation no longer works", visit.Heading);
    }

    [Theory]
    [InlineData("short", "Use at least 12 characters")]
    [InlineData("password1234", "This password is easy to guess")]
    [InlineData("EMAIL", "This password is easy to guess")]
    [InlineData("aaaaaaaaaaaaaaaa", "This password is easy to guess")]
    public async Task A_password_that_is_guessed_first_is_refused_and_says_what_to_do(string password, string says)
    {
        using var visit = new FormVisit(host);
        await visit.OpenAsync(await InviteAsync());
        await visit.SendAsync(("Password", password == "EMAIL" ? email : password));
        Assert.StartsWith(says, visit.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_takes_the_password_and_a_code_and_each_code_counts_once()
    {
        var (first, key) = await TakeUpAsync();
        var code = Code(key);
        using var visit = new FormVisit(host);
        await SignInAsync(visit, email, Password);
        Assert.Equal("Show that it is you", visit.Heading);
        await visit.SendAsync(("Code", code));
        Assert.Equal("This code is wrong, or was used before. Wait until the app shows a new one.", visit.Errors.Single());
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await visit.SendAsync(("Code", Code(key)));
        Assert.Equal("/staff/areas/llr", visit.At);
        first.Dispose();
    }

    [Theory]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-3600, false)]
    [InlineData(90, false)]
    public async Task A_clock_may_be_half_a_minute_wrong_and_not_an_hour(int seconds, bool isRight)
    {
        var (first, key) = await TakeUpAsync();
        first.Dispose();
        host.Clock.Advance(TimeSpan.FromHours(2));
        using var visit = new FormVisit(host);
        await SignInAsync(visit, email, Password);
        await visit.SendAsync(("Code", new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime.AddSeconds(seconds))));
        Assert.Equal(isRight ? "/staff/areas/llr" : "/staff/sign-in/code", visit.At);
    }

    [Fact]
    public async Task A_recovery_code_lets_in_once()
    {
        var (first, _) = await TakeUpAsync();
        var recovery = first.Page.QuerySelectorAll(".workwell-codes li").First().TextContent.Trim();
        using var visit = new FormVisit(host);
        await SignInAsync(visit, email, Password);
        await visit.SendAsync(("RecoveryCode", recovery.ToLowerInvariant()));
        Assert.Equal("/staff/account", visit.At);
        Assert.Contains("7 left", visit.Text("main"), StringComparison.Ordinal);
        using var again = new FormVisit(host);
        await SignInAsync(again, email, Password);
        await again.SendAsync(("RecoveryCode", recovery));
        Assert.Equal("/staff/sign-in/code", again.At);
        first.Dispose();
    }

    [Fact]
    public async Task Who_has_no_account_is_told_the_same_as_who_has_a_wrong_password()
    {
        await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var visit = new FormVisit(host);
        await SignInAsync(visit, "nobody@example.nhs.uk", Password);
        var nobody = visit.Errors.Single();
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        await SignInAsync(visit, coach.Email, "wrong words entirely here");
        Assert.Equal((nobody, "The email address or the password is wrong. Check both and try again."), (visit.Errors.Single(), nobody));
    }

    [Fact]
    public async Task Many_guesses_let_ten_through_and_the_owner_still_comes_in_from_their_own_browser()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var (own, key) = await TakeUpAsync();
        using var stranger = new FormVisit(host);
        await stranger.OpenAsync("/staff/sign-in");
        for (var guess = 0; guess < 40; guess++) await stranger.SendAsync(("Email", email), ("Password", $"guess number {guess}"));
        Assert.StartsWith("There were too many tries.", stranger.Errors.Single(), StringComparison.Ordinal);
        await stranger.SendAsync(("Email", email), ("Password", Password));
        Assert.StartsWith("There were too many tries.", stranger.Errors.Single(), StringComparison.Ordinal);
        Assert.Equal(10, await host.Database.ReadAsync<long>("select count(*) from access.sign_in_failure where at = $1", host.Clock.GetUtcNow()));

        await own.PostAsync("/staff/sign-out", []);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await SignInAsync(own, email, Password);
        await own.SendAsync(("Code", Code(key)));
        Assert.Equal("/staff/areas/llr", own.At);

        host.Clock.Advance(TimeSpan.FromMinutes(15));
        await SignInAsync(stranger, email, Password);
        Assert.Equal("/staff/sign-in/code", stranger.At);
        own.Dispose();
    }

    [Fact]
    public async Task A_stolen_cookie_is_worth_nothing_after_signing_out_or_signing_in_again()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var own = coach.Visit(host);
        using var stolen = coach.Visit(host);
        await stolen.OpenAsync("/staff/account");
        Assert.Equal("Your account", stolen.Heading);
        await own.PostAsync("/staff/sign-out", []);
        await stolen.OpenAsync("/staff/account");
        Assert.Equal("/staff/sign-in", stolen.At);
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_a_request_and_after_twelve_hours_in_any_case()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var visit = coach.Visit(host);
        for (var used = TimeSpan.Zero; used < TimeSpan.FromHours(11.5); used += TimeSpan.FromMinutes(29))
        {
            host.Clock.Advance(TimeSpan.FromMinutes(29));
            await visit.OpenAsync("/staff/account");
            Assert.Equal("/staff/account", visit.At);
        }
        host.Clock.Advance(TimeSpan.FromMinutes(29));
        await visit.OpenAsync("/staff/account");
        Assert.Equal("/staff/sign-in", visit.At);

        var other = await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var idle = other.Visit(host);
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        await idle.OpenAsync("/staff/account");
        Assert.Equal("/staff/sign-in", idle.At);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/help-now")]
    public async Task After_signing_in_nobody_is_led_elsewhere(string to)
    {
        var (first, key) = await TakeUpAsync();
        first.Dispose();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/sign-in?to=" + Uri.EscapeDataString(to));
        await visit.SendAsync(("Email", email), ("Password", Password));
        await visit.SendAsync(("Code", Code(key)));
        Assert.Equal("/staff/areas/llr", visit.At);
    }

    [Fact]
    public async Task A_role_that_is_taken_away_counts_with_the_next_request()
    {
        var administrator = await StaffMember.MakeAsync(host, StaffRole.AreaAdministrator);
        await StaffMember.MakeAsync(host, StaffRole.AreaAdministrator);
        using var visit = administrator.Visit(host);
        await visit.OpenAsync("/staff/areas/llr/members");
        Assert.Equal(HttpStatusCode.OK, visit.Response.StatusCode);
        var role = await host.Database.ReadAsync<Guid>("select id from access.membership where account_id = $1", administrator.AccountId);
        Assert.Null(await host.Services.GetRequiredService<Members>().EndRoleAsync(Actor.Job("test"), role, default));
        await visit.OpenAsync("/staff/areas/llr/members");
        Assert.Equal(HttpStatusCode.Forbidden, visit.Response.StatusCode);
    }

    [Fact]
    public async Task Before_power_over_accounts_somebody_shows_again_who_they_are()
    {
        var (visit, key) = await TakeUpAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        await visit.OpenAsync("/staff/areas/llr/members/new");
        Assert.Equal("/staff/confirm", visit.At);
        await visit.SendAsync(("Code", Code(key)));
        Assert.Equal("/staff/areas/llr/members/new", visit.At);
        visit.Dispose();
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var administrator = await StaffMember.MakeAsync(host, StaffRole.AreaAdministrator);
        using var visit = administrator.Visit(host);
        await visit.PostAsync("/staff/areas/llr/members/new", [new("Name", "X"), new("Email", "x@example.nhs.uk"), new("Role", "coach")]);
        Assert.Equal(HttpStatusCode.BadRequest, visit.Response.StatusCode);
    }

    [Fact]
    public async Task Nothing_of_a_password_code_or_session_is_stored_as_it_is()
    {
        var (visit, key) = await TakeUpAsync();
        var session = visit.Cookies.GetAllCookies().Single(cookie => cookie.Name == "workwell-staff").Value;
        var recovery = visit.Page.QuerySelector(".workwell-codes li")!.TextContent.Trim();
        foreach (var table in new[] { "account", "staff_session", "recovery_code", "invitation", "audit_entry" })
        {
            var stored = await host.Database.ReadAsync<string>($"select coalesce(string_agg(t::text, ' '), '') from access.{table} t");
            Assert.All(new[] { Password, key, session, recovery }, secret => Assert.DoesNotContain(secret, stored, StringComparison.Ordinal));
        }
        visit.Dispose();
    }

    private async Task<string> InviteAsync() => (await host.Services.GetRequiredService<IAdministratorInvitations>()
        .InviteAdministratorAsync(
        Actor.Job("test"), "Asha Rahman", email, "llr", default)).Path!;

    private async Task<(FormVisit Visit, string Key)> TakeUpAsync()
    {
        var visit = new FormVisit(host);
        return (visit, await TakeUpAsync(visit, await InviteAsync()));
    }

    private async Task<string> TakeUpAsync(FormVisit visit, string path)
    {
        await visit.OpenAsync(path);
        await visit.SendAsync(("Password", Password));
        var key = visit.Text(".workwell-secret").Replace(" ", "", StringComparison.Ordinal);
        await visit.SendAsync(("Code", Code(key)));
        return key;
    }

    private static async Task SignInAsync(FormVisit visit, string email, string password)
    {
        await visit.OpenAsync("/staff/sign-in");
        await visit.SendAsync(("Email", email), ("Password", password));
    }

    private string Code(string key) => new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime);
}
