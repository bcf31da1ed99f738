using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Browser.Tests;

/// <summary>
/// From an invitation to the first day in a real browser, with a passkey. Every page for staff is looked at on the way: contrast, names, widths, and that the
/// content security policy stops nothing.
/// </summary>
public sealed class StaffPagesTests(Chromium chromium) : IAsyncLifetime
{
    private RunningHost host = null!;
    private readonly HashSet<string> seen = [];

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync(
        new Dictionary<string, string?>
        {
            ["Demonstration"] = "true", ["Communications:RequireApproval"] = "false",
            ["SignIn:example:Name"] = "Example Identity", ["SignIn:example:ClientId"] = "workwell",
            ["SignIn:example:ClientSecret"] = "a secret", ["SignIn:example:Authority"] = "https://identity.example",
        },
        replace: PageNames.Add);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_invitation_leads_by_passkey_to_a_first_day_and_every_page_passes()
    {
        var path = (await host.Services.GetRequiredService<IAdministratorInvitations>().InviteAdministratorAsync(
            Actor.Job("test"), "Asha Rahman", "asha@example.nhs.uk", "llr", default)).Path!;
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        await window.AddAuthenticatorAsync();

        await page.GotoAsync(Address(path));
        await LookAsync(window);
        // Another service would do as well; this one is not there.
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on with Example Identity" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Example Identity" }).WaitForAsync();
        await LookAsync(window);
        await page.GotoAsync(Address(path));
        await page.GetByLabel("New password").FillAsync("seven lanterns drift north");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await LookAsync(window);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Recovery codes" }).WaitForAsync();
        await LookAsync(window);
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();

        foreach (var address in new[] { "/staff/areas/llr", "/staff/areas/llr/members", "/staff/areas/llr/members/new", "/staff/areas/llr/keys",
            "/staff/account", "/staff/account/password", "/staff/account/second-step", "/staff/account/with/example", "/staff/confirm", await MemberAsync() })
        {
            await page.GotoAsync(Address(address));
            await LookAsync(window);
        }
        // It goes on by itself, so nobody looks at it for long.
        await page.EvaluateAsync("location.href = '/staff/sign-in/done?to=/staff/account'");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your account" }).WaitForAsync();
        seen.Add("/Staff/SignIn/SignInDone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await LookAsync(window);
        await page.GotoAsync(Address("/staff/areas/llr/members"));
        await LookAsync(window);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Members" }).WaitForAsync();

        await SecondStepAsync(window);
        await OtherRolesAsync(window);
        Assert.Empty(PageNames.OfStaff(host).Except(seen));
        // Of Hangfire's page the policy stops an empty icon, which nobody misses.
        Assert.DoesNotContain(window.Complaints, complaint => !complaint.StartsWith("Loading the image 'data:image/x-icon;,'", StringComparison.Ordinal));
        Assert.Equal([new Uri(Address("/")).Authority], window.Hosts);
    }

    [Fact]
    public async Task A_keyboard_reaches_the_list_of_shortcuts_and_the_tasks()
    {
        await using var window = await chromium.OpenAsync();
        await BeAsync(window, "Asha Example (coach)");
        await window.Page.Keyboard.PressAsync("?");
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Keyboard shortcuts" }).WaitForAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Page.Keyboard.PressAsync("g");
        await window.Page.Keyboard.PressAsync("t");
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Tasks", Level = 1 }).WaitForAsync();
        await window.Page.Keyboard.PressAsync("g");
        await window.Page.Keyboard.PressAsync("o");
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Offers", Level = 1 }).WaitForAsync();
    }

    [Fact]
    public async Task Each_role_has_a_home_of_its_own()
    {
        await using var window = await chromium.OpenAsync(800);
        foreach (var (who, role, opens) in Homes)
        {
            await window.Page.GotoAsync(Address("/staff/demonstration"));
            await window.Page.LoadAsync(() => window.Page.GetByRole(AriaRole.Button, new() { Name = who }).ClickAsync());
            await window.Page.GetByRole(AriaRole.Link, new() { Name = opens }).First.WaitForAsync();
            await PicturesTests.KeepAsync(window, "home-" + role);
        }
    }

    private static readonly (string Who, string Role, string Opens)[] Homes =
    [
        ("Asha Example (coach)", "coach", "Tasks"),
        ("Tom Example (team lead)", "team-lead", "Messages"),
        ("Petra Example (partner)", "partner-worker", "Offers"),
        ("Adil Example (administrator)", "area-administrator", "Members"),
        ("Gita Example (approver of Gujarati words)", "words-approver", "Words to approve"),
        ("Cora Example (commissioner)", "commissioner", "Numbers"),
        ("Ola Example (outcome assessor)", "outcome-assessor", "Outcomes to collect"),
        ("Tess Example (trial manager)", "trial-manager", "Tess Example (trial manager)"),
        ("Omar Example (operator)", "operator", "Background work"),
    ];

    // Signed in by password, the second step waits; the passkey stands for it.
    private async Task SecondStepAsync(Window window)
    {
        await window.Page.GotoAsync(Address("/staff"));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await window.Page.GotoAsync(Address("/staff/sign-in"));
        await window.Page.GetByLabel("Email address").FillAsync("asha@example.nhs.uk");
        await window.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("seven lanterns drift north");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await LookAsync(window);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Asha Rahman" }).WaitForAsync();
        await host.Database.RunAsync("delete from access.membership; delete from access.staff_session; delete from access.invitation; " +
            "delete from access.passkey; delete from access.recovery_code; delete from access.account");
    }

    // The pages of the other roles, by the invented staff of a demonstration, who are not let in beside real staff.
    private async Task OtherRolesAsync(Window window)
    {
        await host.Database.RunAsync(
            "insert into follow_ups.task (area, id, key, code, description, opened_at) values ('llr', '019923a0-0000-7000-8000-000000000001', 'test/1', " +
            "'urgent-concern', 'Look at this person today.', '2026-09-07 09:00:00+00')");
        await BeAsync(window, "Asha Example (coach)");
        foreach (var address in new[] { "/staff/areas/llr/tasks", "/staff/areas/llr/tasks/019923a0-0000-7000-8000-000000000001" })
        {
            await window.Page.GotoAsync(Address(address));
            await LookAsync(window);
        }
        var referral = await ReferAsync();
        foreach (var address in new[] { "/staff/areas/llr/offers", $"/staff/areas/llr/offers/{referral:D}" })
        {
            await window.Page.GotoAsync(Address(address));
            await LookAsync(window);
        }
        await SearchAsync(window);
        await KeptFormAsync(window);
        await OfferByLinkAsync(window, referral);
        await CaseworkAsync(window);
        await OpenedRecordAsync(window, referral);
        await BeAsync(window, "Gita Example (approver of Gujarati words)");
        foreach (var address in new[] { "words", "words/text?in=gu&of=national&name=one-time-code.sms", "words/pages?in=gu&file=safety" })
        {
            await window.Page.GotoAsync(Address("/staff/areas/llr/" + address));
            await LookAsync(window);
        }
        await BeAsync(window, "Cora Example (commissioner)");
        await window.Page.GotoAsync(Address("/staff/areas/llr/numbers"));
        await LookAsync(window);
        await BeAsync(window, "Ola Example (outcome assessor)");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Outcomes to collect" }).First.ClickAsync();
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Outcomes to collect" }).WaitForAsync();
        await LookAsync(window);
        await BeAsync(window, "Omar Example (operator)");
        await LookAsync(window);
        await PublishAsync();
        foreach (var address in new[] { "/staff/service", "/staff/service/published/llr", "/staff/service/work" })
        {
            await window.Page.GotoAsync(Address(address));
            await LookAsync(window);
        }
        // Hangfire's own page stands within our content security policy.
        await window.Page.GotoAsync(Address("/staff/service/jobs/recurring"));
        await PageChecks.PictureAsync(window, "staff-jobs");
        await BeAsync(window, "Tom Example (team lead)");
        await window.Page.GotoAsync(Address("/staff/areas/llr/my-day"));
        await LookAsync(window);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Decide on more time" }).ClickAsync();
        await LookAsync(window);
        await window.Page.GotoAsync(Address("/staff/areas/llr/audit"));
        await LookAsync(window);
        await window.Page.Locator("#answers").GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Table).WaitForAsync();
        await LookAsync(window);
        var page = $"/staff/areas/llr/referrals/{referral:D}";
        foreach (var address in new[] { page, page + "/referrer", page + "/duplicates", page + "/contact", page + "/end" })
        {
            await window.Page.GotoAsync(Address(address));
            await LookAsync(window);
        }
        foreach (var address in new[] { "/staff/areas/llr/opened-records", "/staff/areas/llr/messages", await HeldAsync() })
        {
            await window.Page.GotoAsync(Address(address));
            await LookAsync(window);
        }
    }

    // The offer that was just accepted opened a case.
    private async Task CaseworkAsync(Window window)
    {
        await BeAsync(window, "Asha Example (coach)");
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "My day", Level = 1 }).WaitForAsync();
        await LookAsync(window);
        await window.Page.GotoAsync(Address("/staff/areas/llr/queue"));
        await LookAsync(window);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Take this case" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Demo Patel" }).WaitForAsync();
        await LookAsync(window);
        var address = new Uri(window.Page.Url).AbsolutePath;
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Log a contact" }).ClickAsync();
        await LookAsync(window);
        await window.Page.GetByLabel("Sent").CheckAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await window.Page.GetByText("(attempt 1)").WaitForAsync();
        await window.Page.GotoAsync(Address(address + "/appointments/new"));
        await LookAsync(window);
        await window.Page.GetByLabel("Day", new() { Exact = true }).First.FillAsync("8 September 2026");
        await window.Page.GetByLabel("Time").FillAsync("14:30");
        await window.Page.GetByLabel("By video call").CheckAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "8 September 2026" }).ClickAsync();
        await window.Page.GetByText("Next appointment").WaitForAsync();
        await LookAsync(window);
        await PlanAsync(window, address);
        await AssessmentPagesTests.VisitAsync(window.Page, Address(address), () => LookAsync(window));
        foreach (var page in new[] { $"{address}/contacts", $"{address}/messages", $"{address}/history", $"{address}/state", "/staff/areas/llr/caseload" })
        {
            await window.Page.GotoAsync(Address(page));
            await LookAsync(window);
        }
    }

    private async Task PlanAsync(Window window, string address)
    {
        await window.Page.GotoAsync(Address(address));
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Add a step to the plan" }).ClickAsync();
        await LookAsync(window);
        await window.Page.GetByLabel("What they want to reach, in their own words").FillAsync("I want to work four days a week again.");
        await window.Page.GetByLabel("What is to be done").FillAsync("Ask the manager for shorter days.");
        await window.Page.GetByLabel("The person", new() { Exact = true }).CheckAsync();
        await window.Page.GetByLabel("Day", new() { Exact = true }).FillAsync("20 September 2026");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Add a change at work" }).ClickAsync();
        await LookAsync(window);
        await window.Page.GetByLabel("Training").CheckAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Table, new() { Name = "Changes at work" }).WaitForAsync();
        await LookAsync(window);
        foreach (var (link, leadsTo) in new[] { ("I want to work four days", "What it removes"), ("Ask the manager", "By when"), ("To come", "New day") })
        {
            await window.Page.GotoAsync(Address(address + "/plan"));
            await window.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
            await window.Page.GetByText(leadsTo).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await LookAsync(window);
        }
        await host.Database.RunAsync("update casework.coaching_case set limit_count = 12, limit_unit = 'weeks', limit_evidence = 'stated', " +
            "limit_source = 'A test', ends_on = '2026-09-12' where state = 'open'");
        await window.Page.GotoAsync(Address(address + "/extension"));
        await window.Page.GetByLabel("How many weeks more").FillAsync("4");
        await LookAsync(window);
        await window.Page.GetByLabel("Time was lost through illness").CheckAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Ask for more time" }).ClickAsync();
        await window.Page.GotoAsync(Address(address + "/extension"));
        await LookAsync(window);
    }

    // The row decides what is open, so one of the reader's own stands for a record of another area.
    private async Task OpenedRecordAsync(Window window, Guid referral)
    {
        await window.Page.GotoAsync(Address("/staff/areas/llr/emergency"));
        await LookAsync(window);
        await host.Database.RunAsync($"""
            insert into referrals.break_glass (area, id, referral_id, person_id, account_id, session_id, home_area, reason, opened_at, until)
            select r.area, '019923a0-0000-7000-8000-000000000002', r.id, r.person_id, s.account_id, s.id, 'dudley', 'She has not answered since Monday.', now(),
              now() + interval '60 minutes'
            from referrals.referral r, access.staff_session s join access.account a on a.id = s.account_id
            where r.id = '{referral:D}' and a.email like 'coach@%' and s.ended_at is null
            """);
        await window.Page.GotoAsync(Address("/staff/areas/llr/emergency/019923a0-0000-7000-8000-000000000002"));
        await window.Page.GetByText("Open to you until").WaitForAsync();
        await LookAsync(window);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Close the record" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "This record is closed to you" }).WaitForAsync();
        await LookAsync(window);
    }

    // By keyboard alone: the box, what it found, and back to that from elsewhere.
    private async Task SearchAsync(Window window)
    {
        await window.Page.GotoAsync(Address("/staff/areas/llr/search"));
        await LookAsync(window);
        await window.Page.GotoAsync(Address("/staff/areas/llr"));
        await window.Page.Keyboard.PressAsync("/");
        await window.Page.Keyboard.TypeAsync("patel");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.GetByText("Demo Patel").WaitForAsync();
        await LookAsync(window);
        await window.Page.GotoAsync(Address("/staff/areas/llr/offers"));
        await window.Page.GoBackAsync();
        await window.Page.GetByText("Demo Patel").WaitForAsync();
    }

    // What was written when the session ended goes on after signing in.
    private async Task KeptFormAsync(Window window)
    {
        await window.Page.GotoAsync(Address("/staff/areas/llr/tasks/019923a0-0000-7000-8000-000000000001"));
        await window.Page.GetByLabel("Done", new() { Exact = true }).CheckAsync();
        await window.Page.Locator("textarea[name=ClosingNote]").FillAsync("Rang, all is well");
        await host.Database.RunAsync("update access.staff_session set ended_at = now()");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" }).WaitForAsync();
        var kept = await host.Database.ReadAsync<Guid>("select id from access.kept_input order by expires_at desc limit 1");
        await BeAsync(window, "Asha Example (coach)");
        await window.Page.GotoAsync(Address($"/staff/kept/{kept:D}"));
        await LookAsync(window);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Send what I wrote" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Tasks", Level = 1 }).WaitForAsync();
        Assert.Equal("Rang, all is well", await host.Database.ReadAsync<string>("select note from follow_ups.task where closed_at is not null"));
    }

    // A partner without an account, by the link of a message.
    private async Task OfferByLinkAsync(Window window, Guid referral)
    {
        var now = host.Clock.GetUtcNow();
        var key = host.Services.GetRequiredService<OfferLinks>().Seal(new OfferLink("llr", referral, 1, "llr-icb", now, now.AddDays(1)));
        await window.Page.GotoAsync(Address($"/offer/{key}"));
        await LookAsync(window);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Open the offer" }).ClickAsync();
        await LookAsync(window);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await window.Page.GetByText("Accepted on").WaitForAsync();
        await LookAsync(window);
    }

    private async Task<string> HeldAsync()
    {
        await host.Database.RunAsync("update communications.message set state = 'unconfirmed' where ctid in (select ctid from communications.message limit 1)");
        return $"/staff/areas/llr/messages/{await host.Database.ReadAsync<Guid>("select id from communications.message where state = 'unconfirmed'"):D}";
    }

    private async Task<Guid> ReferAsync()
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
        return await host.Database.ReadAsync<Guid>("select id from referrals.referral");
    }

    private async Task BeAsync(Window window, string who)
    {
        await window.Page.GotoAsync(Address("/staff/demonstration"));
        await LookAsync(window);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = who }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = who }).WaitForAsync();
    }

    private async Task LookAsync(Window window)
    {
        Assert.NotEqual("", window.Shown);
        seen.Add(window.Shown);
        var picture = "staff-" + window.Shown.Split('/')[^1];
        await PageChecks.PassesAndFitsAsync(window, PageChecks.Phone, picture);
    }

    private async Task<string> MemberAsync() =>
        $"/staff/areas/llr/members/{await host.Database.ReadAsync<Guid>("select id from access.account where email = 'asha@example.nhs.uk'"):D}";

    // A passkey belongs to a name, and 127.0.0.1 is none.
    private string Address(string path) => new Uri(new UriBuilder(host.Client.BaseAddress!) { Host = "localhost" }.Uri, path).ToString();

    private async Task PublishAsync()
    {
        await using var change = host.Services.GetRequiredService<Database>().Begin(Actor.Job("test"));
        var files = PublicationFiles.Read(Checkout.Path("config", "areas", "llr")).Files!;
        await host.Services.GetRequiredService<IPublications>().PublishAsync(change, [new("llr", files, 0)], "As agreed with the board.", default);
        await change.CommitAsync(default);
    }
}
