using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>Administrators invite, give and end roles, and suspend; what nobody may do alone is refused by the database too.</summary>
public sealed class MembersTests : IAsyncLifetime
{
    private RunningHost host = null!;
    private StaffMember administrator = null!;
    private FormVisit visit = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Communications:RequireApproval"] = "false" });
        administrator = await StaffMember.MakeAsync(host, StaffRole.AreaAdministrator);
        visit = administrator.Visit(host);
    }

    public ValueTask DisposeAsync()
    {
        visit.Dispose();
        return host.DisposeAsync();
    }

    [Fact]
    public async Task An_invitation_is_sent_by_email_with_a_link_that_nobody_else_sees()
    {
        await InviteAsync("Jamila Bibi", "jamila@example.nhs.uk", "coach");
        Assert.Equal("/staff/areas/llr/members", visit.At);
        Assert.Contains("Jamila Bibi", visit.Text("main"), StringComparison.Ordinal);
        await host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);
        var account = await host.Database.ReadAsync<Guid>("select id from access.account where email = 'jamila@example.nhs.uk'");
        var sent = (await host.Services.GetRequiredService<ISentMessages>().ForReferralAsync(Actor.Job("test"), account, default)).Single();
        Assert.Equal("staff-invitation", sent.Type);
        var line = (await PickedUp.TextAsync(host, sent)).Split('\n').Single(line => line.Contains("/staff/invitation", StringComparison.Ordinal));
        var link = line[line.IndexOf("http", StringComparison.Ordinal)..].Trim();
        using var invited = new FormVisit(host);
        await invited.OpenAsync(new Uri(link).PathAndQuery);
        Assert.Equal("Hello Jamila Bibi", invited.Heading);
        Assert.DoesNotContain(
            new Uri(link).Query.Split('=')[1], await host.Database.ReadAsync<string>("select string_agg(t::text, ' ') from access.audit_entry t"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "jamila@example.nhs.uk", "coach", "Enter the name")]
    [InlineData("Jamila", "jamila", "coach", "Enter an email address, such as name@example.nhs.uk")]
    [InlineData("Jamila", "jamila@example.nhs.uk", "operator", "Choose a role")]
    [InlineData("Jamila", "jamila@example.nhs.uk", "partner-worker", "Choose the organisation the partner worker works for")]
    public async Task A_wrong_invitation_says_what_to_do_and_keeps_what_was_typed(string name, string email, string role, string says)
    {
        await InviteAsync(name, email, role);
        Assert.Equal(says, visit.Errors.Single());
        Assert.Equal((name, email), (visit.Value("Name"), visit.Value("Email")));
        Assert.Equal(1, await host.Database.ReadAsync<long>("select count(*) from access.account"));
    }

    [Fact]
    public async Task Who_has_an_account_gets_the_role_and_no_new_link()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach, "dudley");
        await InviteAsync("Another Name", coach.Email, "team-lead");
        Assert.Equal("/staff/areas/llr/members", visit.At);
        using var theirs = coach.Visit(host);
        await theirs.OpenAsync("/staff");
        Assert.Equal(
            ["Dudley", "Leicester, Leicestershire and Rutland"],
            theirs.Page.QuerySelectorAll(".nhsuk-card__heading").Select(card => card.TextContent.Trim()).Order(StringComparer.Ordinal));
        Assert.Equal(0, await host.Database.ReadAsync<long>(
            "select count(*) from access.invitation where account_id = $1 and used_at is null", coach.AccountId));
    }

    [Fact]
    public async Task An_administrators_role_waits_for_a_second_administrator()
    {
        var second = await StaffMember.MakeAsync(host, StaffRole.AreaAdministrator);
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        await visit.OpenAsync(PathOf(coach));
        await visit.SendAsync(("Role", "area-administrator"));
        var role = await host.Database.ReadAsync<Guid>("select id from access.membership where account_id = $1 and state = 'proposed'", coach.AccountId);
        using var theirs = coach.Visit(host);
        await theirs.OpenAsync("/staff/areas/llr/members");
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, theirs.Response.StatusCode);

        await visit.OpenAsync(PathOf(coach));
        await PostAsync(visit, coach, "ConfirmRole", ("Held", role.ToString("D")));
        Assert.Equal("Another administrator has to confirm this role.", visit.Errors.Single());
        using var confirming = second.Visit(host);
        await confirming.OpenAsync(PathOf(coach));
        await PostAsync(confirming, coach, "ConfirmRole", ("Held", role.ToString("D")));
        await theirs.OpenAsync("/staff/areas/llr/members");
        Assert.Equal("Members", theirs.Heading);
    }

    [Fact]
    public async Task The_last_administrator_stays_and_of_two_who_remove_each_other_one_does()
    {
        var own = await RoleOfAsync(administrator);
        await visit.OpenAsync(PathOf(administrator));
        await PostAsync(visit, administrator, "EndRole", ("Held", own.ToString("D")));
        Assert.StartsWith("An area keeps at least one active administrator.", visit.Errors.Single(), StringComparison.Ordinal);

        var second = await StaffMember.MakeAsync(host, StaffRole.AreaAdministrator);
        var (first, other) = (ActorOf(administrator), ActorOf(second));
        var members = host.Services.GetRequiredService<Members>();
        var problems = await Task.WhenAll(
            members.EndRoleAsync(first, await RoleOfAsync(second), default), members.EndRoleAsync(other, await RoleOfAsync(administrator), default));
        Assert.Single(problems, problem => problem is null);
        Assert.Equal(1, await host.Database.ReadAsync<long>("select count(*) from access.membership where role = 'area-administrator' and state = 'given'"));
    }

    [Fact]
    public async Task An_administrators_role_that_is_taken_away_during_their_request_lets_nobody_in()
    {
        await StaffMember.MakeAsync(host, StaffRole.AreaAdministrator);
        var role = await host.Database.ReadAsync<Guid>("select id from access.membership where account_id = $1", administrator.AccountId);
        await using var connection = new NpgsqlConnection(host.Database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var end = new NpgsqlCommand(
            $"select set_config('workwell.actor', 'job:test', true), set_config('workwell.purpose', 'x', true), set_config('workwell.areas', '*', true), " +
            $"access.end_role('{role:D}', now())", connection);
        await end.ExecuteNonQueryAsync();
        // The request has begun and its permission was found; it waits for the row that says who is an administrator.
        var invited = InviteAsync("Jamila Bibi", "jamila@example.nhs.uk", "coach");
        while (!await host.Database.ReadAsync<bool>("select exists (select from pg_locks where locktype = 'advisory' and not granted)")) await Task.Yield();
        await transaction.CommitAsync();
        await invited;
        Assert.Equal(0, await host.Database.ReadAsync<long>("select count(*) from access.account where email = 'jamila@example.nhs.uk'"));
    }

    [Fact]
    public async Task Whoever_assesses_outcomes_holds_no_role_that_shows_an_arm()
    {
        var members = host.Services.GetRequiredService<Members>();
        var assessor = await StaffMember.MakeAsync(host, StaffRole.OutcomeAssessor);
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        foreach (var role in new[] { StaffRole.Coach, StaffRole.TeamLead, StaffRole.TrialManager, StaffRole.PartnerWorker })
            Assert.Equal("access.sees-no-arm", (await GiveAsync(assessor, role))?.Code);
        Assert.Equal("access.sees-no-arm", (await GiveAsync(coach, StaffRole.OutcomeAssessor))?.Code);
        Assert.Null(await GiveAsync(assessor, StaffRole.Commissioner));

        Task<Problem?> GiveAsync(StaffMember member, StaffRole role) => members.GiveRoleAsync(
            Actor.Job("test"), member.AccountId, "llr", role, role.IsOfOrganisation ? "p1" : null, null, default);
    }

    [Fact]
    public async Task An_approver_of_words_is_one_for_a_language_and_may_be_one_for_a_second()
    {
        await InviteAsync("Jamila Bibi", "jamila@example.nhs.uk", "words-approver");
        Assert.Equal("Choose the language whose words they approve", visit.Errors.Single());
        await visit.SendAsync(("Role", "words-approver"), ("Language", "gu"));
        Assert.Contains("Approver of words (Gujarati)", visit.Text("main"), StringComparison.Ordinal);
        var account = await host.Database.ReadAsync<Guid>("select id from access.account where email = 'jamila@example.nhs.uk'");
        var members = host.Services.GetRequiredService<Members>();
        Assert.Null(await members.GiveRoleAsync(Actor.Job("test"), account, "llr", StaffRole.WordsApprover, null, "ar", default));
        Assert.Equal(
            "access.role-held", (await members.GiveRoleAsync(Actor.Job("test"), account, "llr", StaffRole.WordsApprover, null, "gu", default))?.Code);
    }

    [Fact]
    public async Task Somebody_who_is_suspended_is_out_at_once_and_comes_in_again_when_let_in()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var theirs = coach.Visit(host);
        await theirs.OpenAsync("/staff/account");
        Assert.Equal("/staff/account", theirs.At);
        await visit.OpenAsync(PathOf(coach));
        await PostAsync(visit, coach, "State", ("State", "suspended"));
        await theirs.OpenAsync("/staff/account");
        Assert.Equal("/staff/sign-in", theirs.At);
        await theirs.SendAsync(("Email", coach.Email), ("Password", StaffMember.Password));
        Assert.Equal("The email address or the password is wrong. Check both and try again.", theirs.Errors.Single());
        await visit.OpenAsync(PathOf(coach));
        await PostAsync(visit, coach, "State", ("State", "active"));
        await theirs.SendAsync(("Email", coach.Email), ("Password", StaffMember.Password));
        Assert.Equal("/staff/sign-in/code", theirs.At);
    }

    [Fact]
    public async Task Who_works_in_another_area_too_is_not_suspended_from_here_and_a_stranger_is_not_found()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        await coach.GiveAsync(host, StaffRole.Coach, "dudley");
        await visit.OpenAsync(PathOf(coach));
        await PostAsync(visit, coach, "State", ("State", "suspended"));
        Assert.Equal("This person works in another area too. End their roles here instead.", visit.Errors.Single());
        var stranger = await StaffMember.MakeAsync(host, StaffRole.Coach, "dudley");
        await visit.OpenAsync(PathOf(stranger));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, visit.Response.StatusCode);
    }

    [Theory]
    [InlineData("insert into access.membership (id, account_id, area, role, state, given_by, given_at) select gen_random_uuid(), id, 'llr', 'coach', " +
        "'given', 'x', now() from access.account")]
    [InlineData("update access.membership set role = 'area-administrator'")]
    [InlineData("update access.account set state = 'active'")]
    [InlineData("delete from access.account")]
    [InlineData("insert into access.invitation (secret_sha256, account_id, created_at, expires_at) select '\\x00', id, now(), now() from access.account")]
    public async Task A_host_that_somebody_took_over_lets_nobody_in_by_itself(string sql)
    {
        await using var runtime = host.Database.RuntimeSource();
        await using var command = runtime.CreateCommand(sql);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task A_key_is_made_shown_once_and_revoked_on_its_page()
    {
        await visit.OpenAsync("/staff/areas/llr/keys");
        await visit.SendAsync(("Name", "GP system"), ("Permissions", Permission.ReadReferrals), ("Days", "30"));
        var secret = visit.Text(".workwell-secret");
        Assert.StartsWith("wwk_", secret, StringComparison.Ordinal);
        await visit.OpenAsync("/staff/areas/llr/keys");
        Assert.DoesNotContain(secret, visit.Page.Source.Text, StringComparison.Ordinal);
        var actor = await host.Services.GetRequiredService<IServiceKeys>().FindAsync(secret, "test", default);
        Assert.Equal("llr", Assert.Single(actor!.Areas));
        await visit.SendFormAsync("revoke", ("Revoked", "GP system"));
        Assert.Null(await host.Services.GetRequiredService<IServiceKeys>().FindAsync(secret, "test", default));
    }

    private async Task InviteAsync(string name, string email, string role)
    {
        await visit.OpenAsync("/staff/areas/llr/members/new");
        await visit.SendAsync(("Name", name), ("Email", email), ("Role", role));
    }

    private static string PathOf(StaffMember member) => $"/staff/areas/llr/members/{member.AccountId:D}";

    private static Task PostAsync(FormVisit visit, StaffMember member, string handler, params (string Name, string Value)[] fields) => visit.PostAsync(
        $"{PathOf(member)}?handler={handler}",
        [new("form-token", visit.Value("form-token")), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);

    private static Actor ActorOf(StaffMember member) => new($"staff:{member.AccountId:D}", ["llr"], Permission.ManageMembers);

    private Task<Guid> RoleOfAsync(StaffMember member) =>
        host.Database.ReadAsync<Guid>("select id from access.membership where account_id = $1", member.AccountId);
}
