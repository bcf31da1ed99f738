using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>A person's page: what is safe, what is known, who changed it, and each look recorded.</summary>
public sealed class CasePageTests : CoachTests
{
    private StaffMember lead = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        lead = await StaffMember.MakeAsync(Given.Host, StaffRole.TeamLead);
    }

    [Fact]
    public async Task The_header_says_first_how_to_reach_them_safely_and_the_look_is_recorded_for_the_person()
    {
        var id = await Given.CaseOfAsync(Coach, new { never = new[] { "call" }, needsInterpreter = true });
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}");
        var page = visit.Text("main");
        Assert.Contains("This person must never be called.", page, StringComparison.Ordinal);
        Assert.Contains("English, with an interpreter", page, StringComparison.Ordinal);
        Assert.Contains("Benefits", page, StringComparison.Ordinal);
        Assert.Contains("The area has not said, so there is no limit", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rosa", visit.Page.Title, StringComparison.Ordinal);
        Assert.Equal(1, await Given.Host.Database.ReadAsync<long>(
            "select count(*) from access.audit_entry e join casework.coaching_case c on c.referral_id = e.subject where c.id = $1 and e.actor = $2 " +
            "and e.action = 'casework.read'", id, $"staff:{Coach.AccountId:D}"));
    }

    [Fact]
    public async Task Of_two_who_change_a_case_at_once_the_second_sees_both_and_may_save_once_more()
    {
        var id = await Given.CaseOfAsync(Coach);
        using var first = Coach.Visit(Given.Host);
        using var second = lead.Visit(Given.Host);
        await first.OpenAsync($"/staff/areas/llr/cases/{id:D}/state");
        await second.OpenAsync($"/staff/areas/llr/cases/{id:D}/state");
        await first.SendFormAsync("pause", ("PauseBecause", "illness"), ("ChangeNote", "Ring in October. ગુજરાતી"));
        Assert.Equal("paused illness", await Given.StateAsync(id));
        await second.SendFormAsync("close", ("ClosedBecause", "no-contact"), ("ClosingNote", "Nobody answers."));
        Assert.Equal(HttpStatusCode.Conflict, second.Response.StatusCode);
        Assert.Equal("paused illness", await Given.StateAsync(id));
        var both = second.Text(".nhsuk-card--warning, .nhsuk-warning-callout");
        Assert.Contains("the person is too ill", both, StringComparison.Ordinal);
        Assert.Contains("Ring in October. ગુજરાતી", both, StringComparison.Ordinal);
        Assert.Contains("Nobody answers.", both, StringComparison.Ordinal);
        Assert.Equal("Nobody answers.", second.Text("textarea[name=ClosingNote]"));
        await second.SendFormAsync("close", ("ClosedBecause", "no-contact"));
        Assert.Equal("closed no-contact", await Given.StateAsync(id));
        Assert.Equal("paused:illness closed:no-contact", await Given.HistoryAsync(id));
    }

    [Fact]
    public async Task A_case_is_paused_goes_on_is_closed_and_opened_again_and_a_form_sent_twice_is_done_once()
    {
        var id = await Given.CaseOfAsync(Coach);
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/state");
        await visit.SendFormAsync("pause");
        Assert.Equal("Choose why", visit.Errors.Single());
        using var twice = new FormVisit(Given.Host, visit);
        await twice.OpenAsync($"/staff/areas/llr/cases/{id:D}/state");
        await visit.SendFormAsync("pause", ("PauseBecause", "away"));
        await twice.SendFormAsync("pause", ("PauseBecause", "away"));
        Assert.Equal(HttpStatusCode.Conflict, twice.Response.StatusCode);
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/state");
        await visit.SendFormAsync("resume");
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/state");
        await visit.SendFormAsync("close", ("ClosedBecause", "completed"));
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/state");
        await visit.SendFormAsync("reopen");
        Assert.Equal("open", await Given.StateAsync(id));
        Assert.Equal("paused:away resumed closed:completed reopened", await Given.HistoryAsync(id));
    }

    [Fact]
    public async Task A_team_lead_gives_a_waiting_case_to_whoever_fits_best_and_a_coach_hands_theirs_over_with_a_note()
    {
        var busy = await StaffMember.MakeAsync(Given.Host, StaffRole.Coach);
        await Given.CaseOfAsync(busy);
        await Given.CaseOfAsync(busy);
        await Given.CaseOfAsync(Coach);
        var id = await Given.CaseAsync();
        using var visit = lead.Visit(Given.Host);
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/state");
        Assert.Equal(
            [$"staff:{lead.AccountId:D}", $"staff:{Coach.AccountId:D}", $"staff:{busy.AccountId:D}"],
            visit.Page.QuerySelectorAll("input[name=NewCoach]").Select(input => input.GetAttribute("value")));
        Assert.Contains("People now: 2", visit.Text("form#give"), StringComparison.Ordinal);
        await visit.SendFormAsync("give", ("NewCoach", $"staff:{Coach.AccountId:D}"));
        using var own = Coach.Visit(Given.Host);
        await own.OpenAsync($"/staff/areas/llr/cases/{id:D}/state");
        await own.SendFormAsync("give", ("NewCoach", $"staff:{busy.AccountId:D}"), ("GivingNote", "She prefers mornings."));
        Assert.Equal("allocated handed-over", await Given.HistoryAsync(id));
        await own.OpenAsync($"/staff/areas/llr/cases/{id:D}/history");
        Assert.Contains("She prefers mornings.", own.Text("main"), StringComparison.Ordinal);
        // It is not theirs any more, and giving it on is a team lead's.
        await own.OpenAsync($"/staff/areas/llr/cases/{id:D}/state");
        Assert.Null(own.Page.QuerySelector("form#give"));
        await own.PostAsync($"/staff/areas/llr/cases/{id:D}/state?handler=Give", [.. own.Page.QuerySelectorAll("form#close input[type=hidden]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!)),
            KeyValuePair.Create("NewCoach", $"staff:{Coach.AccountId:D}")]);
        Assert.Equal(HttpStatusCode.Forbidden, own.Response.StatusCode);
    }

    [Fact]
    public async Task Once_the_referral_has_ended_nobody_opens_the_case_again()
    {
        var reference = await Given.ReferAsync();
        using var accepted = await Given.AcceptAsync(reference);
        using var withdrawn = await Given.PostAsync(reference, "withdrawal");
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"/staff/areas/llr/cases/{await Given.IdOfAsync(reference):D}/state");
        Assert.Null(visit.Page.QuerySelector("form#reopen"));
        Assert.Contains("The referral has ended", visit.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_messages_of_the_person_are_shown_and_those_to_others_are_not()
    {
        var id = await Given.CaseOfAsync(Coach);
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/messages");
        var shown = visit.Page.QuerySelectorAll("main tbody tr").Length;
        Assert.Equal(await Given.Host.Database.ReadAsync<long>(
            "select count(*) from communications.message m join casework.coaching_case c on c.referral_id = m.referral_id where c.id = $1 " +
            "and m.person_id is not null", id), shown);
        Assert.True(shown > 0);
    }
}
