using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>A coach of another area opens one record in an emergency, through the pages and past them.</summary>
public sealed class BreakGlassTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Reason = "Her neighbour rang: she has not answered the door since Monday, and her team is closed.";
    private readonly RunningHost host = shared.Host;

    [Fact]
    public async Task It_opens_for_an_hour_the_area_is_told_at_once_and_somebody_else_reviews_it()
    {
        var (reference, referral) = await ReferAsync("Nilufar");
        var lead = await StaffMember.MakeAsync(host, StaffRole.TeamLead);
        var own = await StaffMember.MakeAsync(host, StaffRole.Coach);
        await host.Database.RunAsync(
            "insert into casework.coaching_case (area, id, referral_id, person_id, reference, state, state_since, state_by, coach, priority, " +
            "priority_because, opened_at, version) " +
            $"select area, gen_random_uuid(), id, person_id, reference, 'open', now(), 'x', 'staff:{own.AccountId:D}', 'usual', '{{}}', now(), 1 " +
            $"from referrals.referral where id = '{referral:D}'");
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach, "dudley");
        using var visit = coach.Visit(host);
        await OpenAsync(visit, reference);
        Assert.Contains("Nilufar", visit.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("01:00:00", await host.Database.ReadAsync<string>(
            "select (until - opened_at)::text from referrals.break_glass where referral_id = $1", referral));

        // Told in the same transaction: the team lead and the person's coach, each once, and the team by a task.
        foreach (var told in new[] { lead, own })
        {
            Assert.Equal(1, await host.Database.ReadAsync<long>(
                "select count(*) from communications.message where referral_id = $1 and type = 'record-opened' and address = $2", referral, told.Email));
        }
        Assert.Equal(1, await host.Database.ReadAsync<long>(
            "select count(*) from follow_ups.task where referral_id = $1 and code = 'record-opened' and closed_at is null", referral));
        // Each look, marked with the opening, in the trail of the record's area.
        await visit.OpenAsync(visit.At);
        Assert.Equal(2, await host.Database.ReadAsync<long>(
            "select count(*) from access.audit_entry where area = 'llr' and subject = $1 and action = 'referrals.read' and purpose = 'break-glass' " +
            "and details ->> 'opening' is not null and actor = $2", referral, $"staff:{coach.AccountId:D}"));

        using var review = lead.Visit(host);
        await review.OpenAsync("/staff/areas/llr/opened-records");
        Assert.Contains(reference, review.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Her neighbour rang", review.Page.Body!.TextContent, StringComparison.Ordinal);
        var opening = await host.Database.ReadAsync<Guid>("select id from referrals.break_glass where referral_id = $1", referral);
        await review.PostAsync("/staff/areas/llr/opened-records", [
            new("form-token", review.Value("form-token")), new("Opened", opening.ToString("D")), new("Note", "Rang the coach; she was found well.")]);
        Assert.Equal(0, await host.Database.ReadAsync<long>(
            "select count(*) from follow_ups.task where referral_id = $1 and code = 'record-opened' and closed_at is null", referral));
        // A review ends it.
        await visit.OpenAsync(visit.At);
        Assert.DoesNotContain("Nilufar", visit.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opened_twice_it_is_one_opening_and_the_area_is_told_once()
    {
        var (reference, referral) = await ReferAsync("Twice");
        using var visit = (await StaffMember.MakeAsync(host, StaffRole.TeamLead, "dudley")).Visit(host);
        await OpenAsync(visit, reference);
        var first = visit.At;
        await OpenAsync(visit, reference);
        Assert.Equal(first, visit.At);
        Assert.Equal(1, await host.Database.ReadAsync<long>(
            "select count(*) from follow_ups.task where referral_id = $1 and code = 'record-opened'", referral));
    }

    [Fact]
    public async Task It_is_closed_by_hand_by_its_end_and_by_signing_out_and_belongs_to_one_session()
    {
        var (reference, referral) = await ReferAsync("Closing");
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach, "dudley");
        using var visit = coach.Visit(host);
        await OpenAsync(visit, reference);
        var page = visit.At;
        await ShowsAsync(visit, page, "Closing", isShown: true);

        using var another = (await StaffMember.MakeAsync(host, StaffRole.Coach, "dudley")).Visit(host);
        await ShowsAsync(another, page, "Closing", isShown: false);

        await host.Database.RunAsync(
            "update referrals.break_glass set opened_at = opened_at - interval '61 minutes', until = until - interval '61 minutes' " +
            $"where referral_id = '{referral:D}'");
        await ShowsAsync(visit, page, "Closing", isShown: false);

        await OpenAsync(visit, reference);
        page = visit.At;
        await ShowsAsync(visit, page, "Closing", isShown: true);
        await visit.SendFormAsync("close");
        await ShowsAsync(visit, page, "Closing", isShown: false);
    }

    [Fact]
    public async Task Nobody_else_opens_one_and_nobody_reviews_their_own()
    {
        var (reference, referral) = await ReferAsync("Nobody");
        foreach (var role in StaffRole.All.Where(role => role != StaffRole.Coach && role != StaffRole.TeamLead))
        {
            var member = await StaffMember.MakeAsync(host, role, "dudley", role.IsOfOrganisation ? "p1" : null);
            using var visit = member.Visit(host);
            await visit.OpenAsync("/staff/areas/dudley/emergency");
            Assert.Equal(HttpStatusCode.Forbidden, visit.Response.StatusCode);
            // Past the application: the database asks who it is.
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(member, reference));
        }
        var lead = await StaffMember.MakeAsync(host, StaffRole.TeamLead, "dudley");
        using var leads = lead.Visit(host);
        await OpenAsync(leads, reference);
        var opening = await host.Database.ReadAsync<Guid>("select id from referrals.break_glass where referral_id = $1", referral);
        // One who has come to work in both areas still does not review what they opened.
        await lead.GiveAsync(host, StaffRole.TeamLead, "llr");
        await leads.OpenAsync("/staff/areas/llr/opened-records");
        await leads.PostAsync("/staff/areas/llr/opened-records", [
            new("form-token", leads.Value("form-token")), new("Opened", opening.ToString("D")), new("Note", "All well, say I.")]);
        Assert.Equal(1, await host.Database.ReadAsync<long>("select count(*) from referrals.break_glass where id = $1 and reviewed_at is null", opening));
    }

    [Fact]
    public async Task Whoever_opened_one_record_reads_no_other_whatever_the_application_asks_for()
    {
        var (reference, referral) = await ReferAsync("Mine");
        await ReferAsync("Other");
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach, "dudley");
        using var visit = coach.Visit(host);
        await OpenAsync(visit, reference);
        var (id, session) = (
            await host.Database.ReadAsync<Guid>("select id from referrals.break_glass where referral_id = $1", referral),
            await host.Database.ReadAsync<Guid>("select session_id from referrals.break_glass where referral_id = $1", referral));
        // The reader's role, with every area set: the rows of the opened record and nothing else.
        foreach (var areas in new[] { Actor.AllAreas, [], ["llr"] })
        {
            var reader = new Actor($"staff:{coach.AccountId:D}", areas, "break-glass") { Kind = ActorKind.BreakGlass, Opened = $"{id:D}/{session:D}" };
            Assert.Equal([referral], await IdsAsync(reader, "select id from referrals.referral"));
            Assert.Equal(["Mine"], await NamesAsync(reader, "select given_name from people.person"));
            Assert.Empty(await IdsAsync(reader with { Opened = $"{id:D}/{Guid.NewGuid():D}" }, "select id from referrals.referral"));
            Assert.Empty(await IdsAsync(reader with { Name = "staff:" + Guid.NewGuid().ToString("D") }, "select id from referrals.referral"));
            Assert.Empty(await IdsAsync(reader with { Opened = null }, "select id from people.person"));
        }
        // A team's role gains nothing by naming the opening.
        var team = new Actor($"staff:{coach.AccountId:D}", ["dudley"], "x") { Opened = $"{id:D}/{session:D}" };
        Assert.Empty(await IdsAsync(team, "select id from referrals.referral where area = 'llr'"));
        await host.Database.RunAsync($"update access.staff_session set ended_at = now() where id = '{session:D}'");
        var late = new Actor($"staff:{coach.AccountId:D}", [], "break-glass") { Kind = ActorKind.BreakGlass, Opened = $"{id:D}/{session:D}" };
        Assert.Empty(await IdsAsync(late, "select id from referrals.referral"));
    }

    [Fact]
    public async Task A_sixth_in_a_day_a_short_reason_and_a_wrong_reference_open_nothing()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach, "dudley");
        using var visit = coach.Visit(host);
        for (var i = 0; i < 5; i++) await OpenAsync(visit, (await ReferAsync("Many" + (char)('a' + i))).Reference);
        var (sixth, _) = await ReferAsync("Sixth");
        foreach (var (reference, reason) in new[] { (sixth, Reason), (sixth, "Urgent."), ("WW-2222-222K", Reason) })
        {
            await visit.OpenAsync("/staff/areas/dudley/emergency");
            await visit.SendAsync(("OfArea", "llr"), ("Reference", reference), ("Reason", reason));
            Assert.Equal("/staff/areas/dudley/emergency", visit.At);
            Assert.Equal(reason, visit.Text("textarea[name=Reason]"));
        }
        Assert.Equal(5, await host.Database.ReadAsync<long>("select count(*) from referrals.break_glass where account_id = $1", coach.AccountId));
    }

    private static async Task OpenAsync(FormVisit visit, string reference)
    {
        await visit.OpenAsync("/staff/areas/dudley/emergency");
        await visit.SendAsync(("OfArea", "llr"), ("Reference", reference), ("Reason", Reason));
        Assert.True(visit.At.StartsWith("/staff/areas/dudley/emergency/", StringComparison.Ordinal), $"{visit.At}: {visit.Page.Body!.TextContent}");
    }

    private static async Task ShowsAsync(FormVisit visit, string page, string name, bool isShown)
    {
        await visit.OpenAsync(page);
        Assert.Equal(isShown, visit.Page.Body!.TextContent.Contains(name, StringComparison.Ordinal));
    }

    private async Task<string?> RefusalAsync(StaffMember member, string reference)
    {
        var session = await host.Database.ReadAsync<Guid>("select id from access.staff_session where account_id = $1", member.AccountId);
        try
        {
            await ReadAsync(
                new Actor($"staff:{member.AccountId:D}", ["llr"], "x"),
                $"select opening from referrals.open_record(gen_random_uuid(), 'llr', '{reference}', '{session:D}', 'dudley', '{Reason}')");
            return null;
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState;
        }
    }

    private async Task<Guid[]> IdsAsync(Actor actor, string sql) => [.. (await ReadAsync(actor, sql)).Cast<Guid>()];

    private async Task<string[]> NamesAsync(Actor actor, string sql) => [.. (await ReadAsync(actor, sql)).Cast<string>()];

    // As a host reads, with nothing of the application around it.
    private async Task<List<object>> ReadAsync(Actor actor, string sql)
    {
        await using var source = DatabasePools.Source(host.Database.HostConnectionString, actor.Kind);
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Database.ActAs(actor));
        batch.BatchCommands.Add(new(sql));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        var found = new List<object>();
        while (await reader.ReadAsync()) found.Add(reader.GetValue(0));
        return found;
    }

    private async Task<(string Reference, Guid Id)> ReferAsync(string name)
    {
        using var answer = await host.Client.PostAsJsonAsync("/api/referrals/self", new
        {
            person = new
            {
                givenName = name, familyName = "Example", bornOn = "1984-02-11", postcode = "LE1 0ZA", email = $"glass-{Guid.NewGuid():n}@people.example",
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
