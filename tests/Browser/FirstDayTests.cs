using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OtpNet;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Browser.Tests;

/// <summary>
/// Everybody's first day in a real browser: invited by an administrator, the link of the e-mail opened, a password, a second step, a home page with what is
/// theirs and nothing else, one thing that they do, and signing out. One after the other, because each day leads to the next: a partner accepts the offer whose
/// case a coach takes.
/// </summary>
public sealed class FirstDayTests(Chromium chromium) : IAsyncLifetime
{
    private const string Password = "seven lanterns drift north";
    private RunningHost host = null!;
    private Window window = null!;

    private IPage Page => window.Page;

    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Demonstration"] = "true", ["Communications:RequireApproval"] = "false" });
        window = await chromium.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await window.DisposeAsync();
        await host.DisposeAsync();
    }

    private static readonly FirstDay[] Days =
    [
        new(StaffRole.PartnerWorker, "Petra Moss", ByPasskey: false, ["Offers"], (page, _) => AcceptOfferAsync(page)) { Organisation = "llr-icb" },
        new(StaffRole.Coach, "Jamila Bibi", ByPasskey: true, ["My day", "Tasks", "Offers"], (page, _) => TakeCaseAsync(page)),
        new(StaffRole.TeamLead, "Tom Archer", ByPasskey: true, ["Messages", "Who looked"], SettleMessageAsync),
        new(StaffRole.WordsApprover, "Gita Shah", ByPasskey: false, ["Words to approve"], (page, _) => OpenTextAsync(page)) { Language = "gu" },
        new(StaffRole.TrialManager, "Tess Lowe", ByPasskey: false, [], (page, _) => OpenAccountAsync(page)),
        new(StaffRole.OutcomeAssessor, "Ola Reed", ByPasskey: true, ["Outcomes to collect"],
            (page, _) => OpenAsync(page, "Outcomes to collect", "Outcomes to collect")),
        new(StaffRole.Commissioner, "Cora Hill", ByPasskey: false, ["Numbers"], (page, _) => OpenAsync(page, "Numbers", "Other months")),
    ];

    [Fact]
    public async Task Each_of_the_nine_roles_comes_from_an_invitation_to_a_first_day()
    {
        await ReferAsync();
        await OpenLinkAsync("Asha Rahman", await FromTheCommandAsync("Asha Rahman", "llr"));
        await SetUpAsync(byPasskey: true);
        await IsHomeAsync(StaffRole.AreaAdministrator, ["Members", "Service keys"]);
        foreach (var day in Days) await InviteAsync(day);
        await SignOutAsync();
        await host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);
        foreach (var day in Days)
        {
            await OpenLinkAsync(day.Name, await LinkAsync(day.Email));
            await SetUpAsync(day.ByPasskey);
            await IsHomeAsync(day.Role, day.Sections);
            await day.Act(Page, host);
            await SignOutAsync();
        }
        // Nobody in an area gives somebody the whole service: an operator is invited by the command.
        await OpenLinkAsync("Omar Price", await FromTheCommandAsync("Omar Price", null));
        await SetUpAsync(byPasskey: false);
        await OpenAsync(Page, "Background work", "Background work");
        await SignOutAsync();

        Assert.Equal(
            StaffRole.All.Select(role => role.Key).Order(StringComparer.Ordinal),
            (await host.Database.ReadAsync<string>(
                "select string_agg(distinct m.role, ' ') from access.membership m join access.account a on a.id = m.account_id where a.state = 'active'"))!
            .Split(' ').Order(StringComparer.Ordinal));
        Assert.Equal((4L, 5L), (
            await host.Database.ReadAsync<long>("select count(*) from access.passkey"),
            await host.Database.ReadAsync<long>("select count(*) from access.account where last_code_step is not null")));
        Assert.Equal(0, await host.Database.ReadAsync<long>("select count(*) from access.staff_session where ended_at is null"));
        Assert.Empty(window.Complaints);
    }

    private async Task InviteAsync(FirstDay day)
    {
        await Page.GotoAsync(Address("/staff/areas/llr/members/new"));
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync(day.Name);
        await Page.GetByLabel("Email address").FillAsync(day.Email);
        await Page.Locator($"input[name=Role][value={day.Role.Key}]").CheckAsync();
        if (day.Organisation is { } organisation) await Page.Locator("select[name=Organisation]").SelectOptionAsync(organisation);
        if (day.Language is { } language) await Page.Locator("select[name=Language]").SelectOptionAsync(language);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" }).ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = "Members", Level = 1 }).WaitForAsync();
    }

    private async Task<string> FromTheCommandAsync(string name, string? area) =>
        (await host.Services.GetRequiredService<IAdministratorInvitations>().InviteAdministratorAsync(
            Actor.Job("test"), name, EmailOf(name), area, default)).Path!;

    private async Task<string> LinkAsync(string email)
    {
        var account = await host.Database.ReadAsync<Guid>($"select id from access.account where email = '{email}'");
        var sent = (await host.Services.GetRequiredService<ISentMessages>().ForReferralAsync(Actor.Job("test"), account, default)).Single();
        var line = (await PickedUp.TextAsync(host, sent)).Split('\n').Single(line => line.Contains("/staff/invitation", StringComparison.Ordinal));
        return new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim()).PathAndQuery;
    }

    private async Task OpenLinkAsync(string name, string path)
    {
        await Page.Context.ClearCookiesAsync();
        await Page.GotoAsync(Address(path));
        await Page.GetByRole(AriaRole.Heading, new() { Name = "Hello " + name }).WaitForAsync();
        await Page.GetByLabel("New password").FillAsync(Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    private async Task SetUpAsync(bool byPasskey)
    {
        if (byPasskey)
        {
            // A key of their own, as everybody has a telephone of their own.
            var devices = await window.AddAuthenticatorAsync();
            await Page.GetByRole(AriaRole.Button, new() { Name = "Make a passkey" }).ClickAsync();
            await Page.GetByRole(AriaRole.Heading, new() { Name = "Recovery codes" }).WaitForAsync();
            await devices.SendAsync("WebAuthn.disable");
            await devices.DetachAsync();
        }
        else
        {
            var key = (await Page.Locator(".workwell-secret").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
            await Page.Locator("input[name=Code]").FillAsync(
                new Totp(Base32Encoding.ToBytes(key.Trim())).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime));
            await Page.Locator("button:not([type=button])", new() { HasText = "Use this app" }).ClickAsync();
            await Page.GetByRole(AriaRole.Heading, new() { Name = "Recovery codes" }).WaitForAsync();
        }
        await Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
    }

    // What the role opens is there, and what others open is not.
    private async Task IsHomeAsync(StaffRole role, IReadOnlyList<string> sections)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).WaitForAsync();
        // A long menu folds: what is folded away is theirs too.
        foreach (var section in sections)
        {
            await Page.GetByRole(AriaRole.Link, new() { Name = section, IncludeHidden = true }).First
                .WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }
        foreach (var other in new[] { "Members", "Numbers", "Outcomes to collect", "Words to approve", "Messages", "Offers" })
        {
            var isTheirs = sections.Contains(other) || (role == StaffRole.TeamLead && other == "Offers");
            Assert.Equal((role.Key, other, isTheirs), (
                role.Key, other, await Page.GetByRole(AriaRole.Link, new() { Name = other, Exact = true, IncludeHidden = true }).CountAsync() > 0));
        }
    }

    private async Task SignOutAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" }).WaitForAsync();
    }

    private static async Task AcceptOfferAsync(IPage page)
    {
        await OpenAsync(page, "Offers", "Offers");
        await page.Locator("main tbody a").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await page.GetByText("Accepted on").WaitForAsync();
    }

    private static async Task TakeCaseAsync(IPage page)
    {
        await page.GotoAsync(new Uri(new Uri(page.Url), "/staff/areas/llr/queue").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Take this case" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Demo Patel" }).WaitForAsync();
    }

    private static async Task SettleMessageAsync(IPage page, RunningHost host)
    {
        await host.Database.RunAsync("""
            update communications.message set state = 'unconfirmed' where ctid in (select ctid from communications.message where area = 'llr' limit 1)
            """);
        await OpenAsync(page, "Messages", "Messages");
        await page.Locator("main tbody a").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Drop it" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Messages", Level = 1 }).WaitForAsync();
        Assert.Equal(0, await host.Database.ReadAsync<long>("select count(*) from communications.message where state = 'unconfirmed'"));
    }

    private static async Task OpenTextAsync(IPage page)
    {
        await OpenAsync(page, "Words to approve", "Words to approve");
        await page.GetByRole(AriaRole.Link, new() { Name = "one-time-code.sms" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "one-time-code.sms", Level = 1 }).WaitForAsync();
    }

    private static async Task OpenAccountAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Tess Lowe" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your account" }).WaitForAsync();
    }

    private static async Task OpenAsync(IPage page, string link, string heading)
    {
        await page.Locator("a:visible", new() { HasText = link }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).First.WaitForAsync();
    }

    private async Task ReferAsync()
    {
        using var answer = await host.Client.PostAsJsonAsync("/api/referrals/self", new
        {
            person = new
            {
                givenName = "Demo", familyName = "Patel", bornOn = "1984-02-11", postcode = "LE1 0ZA", email = "demo@people.example",
                consents = new Dictionary<string, bool> { ["service"] = true, ["share-with-partners"] = true },
            },
            work = new { situation = "in-work", healthAffectsWork = true, rightToWork = true },
            health = new { needs = new[] { "benefits" } },
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    // A passkey belongs to a name, and 127.0.0.1 is none.
    private string Address(string path) => new Uri(new UriBuilder(host.Client.BaseAddress!) { Host = "localhost" }.Uri, path).ToString();

    private static string EmailOf(string name) => name.Split(' ')[0].ToLowerInvariant() + "@example.nhs.uk";

    private sealed record FirstDay(StaffRole Role, string Name, bool ByPasskey, IReadOnlyList<string> Sections, Func<IPage, RunningHost, Task> Act)
    {
        public string Email => EmailOf(Name);

        public string? Organisation { get; init; }

        public string? Language { get; init; }
    }
}
