using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>What somebody wrote in a form outlives their session, and is theirs alone.</summary>
public sealed class KeptFormTests : IAsyncLifetime
{
    private const string Note = "Rang twice, call again on Friday – ખૂબ આભાર";
    private const string TaskPath = "/staff/areas/llr/tasks/019923a0-0000-7000-8000-000000000001";
    private RunningHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync();
        await host.Database.RunAsync(
            "insert into follow_ups.task (area, id, key, code, description, opened_at) values ('llr', '019923a0-0000-7000-8000-000000000001', 'test/1', " +
            "'call', 'Ring.', '2026-09-07 09:00:00+00')");
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_form_that_is_sent_after_the_session_has_ended_is_sent_as_it_was_once_its_owner_is_back()
    {
        var (coach, key) = await CoachAsync();
        using var visit = coach.Visit(host);
        await visit.OpenAsync(TaskPath);
        await SendLateAsync(visit);
        Assert.Equal("/staff/sign-in", visit.At);
        Assert.DoesNotContain("Friday", visit.Response.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);

        await SignInAsync(visit, coach, key);
        Assert.Equal("Go on with what you wrote", visit.Heading);
        Assert.Contains("“Task”", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal("", await ClosedWithAsync());
        await visit.SendAsync();
        Assert.Equal("/staff/areas/llr/tasks", visit.At);
        Assert.Equal("done " + Note, await ClosedWithAsync());
    }

    [Fact]
    public async Task Nobody_else_gets_it_and_it_is_kept_for_an_hour()
    {
        var (coach, key) = await CoachAsync();
        using var visit = coach.Visit(host);
        await visit.OpenAsync(TaskPath);
        await SendLateAsync(visit);
        var kept = "/staff/kept/" + (await host.Database.ReadAsync<Guid>("select id from access.kept_input")).ToString("D");
        var stored = await host.Database.ReadAsync<string>("select encode(sealed, 'escape') from access.kept_input");
        Assert.DoesNotContain("Friday", stored, StringComparison.Ordinal);

        using var other = (await StaffMember.MakeAsync(host, StaffRole.TeamLead)).Visit(host);
        await other.OpenAsync(kept);
        Assert.Equal("There is nothing kept for you here", other.Heading);
        Assert.DoesNotContain("Friday", other.Page.Source.Text, StringComparison.Ordinal);

        await SignInAsync(visit, coach, key);
        host.Clock.Advance(TimeSpan.FromMinutes(29));
        await visit.OpenAsync(kept);
        Assert.Equal("Go on with what you wrote", visit.Heading);
        host.Clock.Advance(TimeSpan.FromMinutes(29));
        await visit.OpenAsync("/staff/account");
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await visit.OpenAsync(kept);
        Assert.Equal("There is nothing kept for you here", visit.Heading);
        await host.Services.GetRequiredService<RecurringJobs>().RunAsync(ForgetKeptInputs.Key, default);
        Assert.Equal(0, await host.Database.ReadAsync<long>("select count(*) from access.kept_input"));
    }

    [Fact]
    public async Task A_form_whose_token_is_stale_is_kept_too_and_its_checks_are_made()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var visit = coach.Visit(host);
        await visit.OpenAsync(TaskPath);
        await visit.SendAsync(("form-token", "stale"), ("Outcome", "unheard-of"), ("ClosingNote", Note));
        Assert.Equal("Go on with what you wrote", visit.Heading);
        await visit.SendAsync();
        Assert.Equal(HttpStatusCode.OK, visit.Response.StatusCode);
        Assert.NotEmpty(visit.Errors);
        Assert.Equal(Note, visit.Page.QuerySelector("textarea[name=ClosingNote]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Before_power_over_accounts_what_was_written_waits_for_the_second_step()
    {
        var (administrator, key) = await CoachAsync(StaffRole.AreaAdministrator);
        using var visit = administrator.Visit(host);
        await visit.OpenAsync("/staff/areas/llr/members/new");
        for (var minutes = 0; minutes < 60; minutes += 20)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            using var elsewhere = new FormVisit(host, visit);
            await elsewhere.OpenAsync("/staff/account");
        }
        await visit.SendAsync(("Name", "Nia Example"), ("Email", "nia@example.nhs.uk"), ("Role", "coach"));
        Assert.Equal("/staff/confirm", visit.At);
        await visit.SendAsync(("Code", Code(key)));
        Assert.Equal("Go on with what you wrote", visit.Heading);
        await visit.SendAsync();
        Assert.Contains("Nia Example", visit.Text("table"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("made-up")]
    [InlineData("of somebody else")]
    public async Task A_form_that_we_did_not_show_is_never_kept(string mark)
    {
        var (coach, _) = await CoachAsync();
        using var visit = coach.Visit(host);
        if (mark == "of somebody else")
        {
            using var other = (await StaffMember.MakeAsync(host, StaffRole.Coach)).Visit(host);
            await other.OpenAsync(TaskPath);
            mark = other.Value("form-mark");
        }
        await visit.PostAsync(TaskPath + "?handler=Close", [new("form-mark", mark), new("Outcome", "done"), new("ClosingNote", Note)]);
        Assert.Equal(HttpStatusCode.BadRequest, visit.Response.StatusCode);
        Assert.Equal(0, await host.Database.ReadAsync<long>("select count(*) from access.kept_input"));
    }

    [Fact]
    public async Task A_password_that_was_typed_is_not_kept()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var visit = coach.Visit(host);
        await visit.OpenAsync("/staff/account/password");
        host.Clock.Advance(TimeSpan.FromMinutes(31));
        await visit.SendAsync(("Password", "some words of mine here"));
        Assert.Equal("/staff/sign-in", visit.At);
        Assert.Equal(0, await host.Database.ReadAsync<long>("select count(*) from access.kept_input"));
    }

    [Fact]
    public async Task Files_are_not_kept_and_the_page_says_so()
    {
        var (coach, key) = await CoachAsync();
        using var visit = coach.Visit(host);
        await visit.OpenAsync(TaskPath);
        using var late = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Client.BaseAddress };
        using var form = new MultipartFormDataContent
        {
            { new StringContent(visit.Value("form-mark")), "form-mark" }, { new StringContent(Note), "ClosingNote" },
            { new ByteArrayContent([1, 2, 3]), "File", "scan.pdf" },
        };
        var to = (await late.PostAsync(TaskPath + "?handler=Close", form)).Headers.Location!;
        host.Clock.Advance(TimeSpan.FromMinutes(31));
        await visit.OpenAsync(to.ToString());
        await SignInAsync(visit, coach, key);
        Assert.Contains("Files that you had chosen were not kept", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal([Note], visit.Page.QuerySelectorAll("input[name=ClosingNote]").Select(field => field.GetAttribute("value")));
    }

    [Fact]
    public async Task Each_page_says_when_the_session_ends_and_near_its_last_hour_that_is_earlier()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var visit = coach.Visit(host);
        await visit.OpenAsync("/staff/account");
        var first = host.Clock.GetUtcNow();
        Assert.Equal("1800", visit.Page.QuerySelector("[data-session-seconds]")!.GetAttribute("data-session-seconds"));
        Assert.Contains("You stay signed in until", visit.Page.Body!.TextContent, StringComparison.Ordinal);
        while (host.Clock.GetUtcNow() - first < TimeSpan.FromHours(11) + TimeSpan.FromMinutes(45))
        {
            host.Clock.Advance(TimeSpan.FromMinutes(15));
            await visit.OpenAsync("/staff/account");
        }
        Assert.Equal("900", visit.Page.QuerySelector("[data-session-seconds]")!.GetAttribute("data-session-seconds"));
        await visit.PostAsync("/staff/stay", []);
        Assert.Equal("900", await visit.Response.Content.ReadAsStringAsync());
    }

    private async Task SendLateAsync(FormVisit visit)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(31));
        await visit.SendAsync(("Outcome", "done"), ("ClosingNote", Note));
    }

    private async Task<string> ClosedWithAsync() =>
        (await host.Database.ReadAsync<string>(
            "select concat_ws(' ', outcome, note) from follow_ups.task where closed_at is not null union all select '' limit 1"))!;

    private async Task<(StaffMember Member, string Key)> CoachAsync(StaffRole? role = null)
    {
        var member = await StaffMember.MakeAsync(host, role ?? StaffRole.Coach);
        return (member, await member.AddAuthenticatorAsync(host));
    }

    private async Task SignInAsync(FormVisit visit, StaffMember member, string key)
    {
        await visit.SendAsync(("Email", member.Email), ("Password", StaffMember.Password));
        await visit.SendAsync(("Code", Code(key)));
    }

    private string Code(string key) => new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime);
}
