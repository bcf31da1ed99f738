using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>A coach's first page: its numbers are those of its lists, and what is done leaves at once.</summary>
public sealed class MyDayPageTests : CoachTests
{
    [Fact]
    public async Task A_coach_lands_on_it_and_an_administrator_on_their_home_page()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync("/staff");
        Assert.Equal("/staff/areas/llr/my-day", visit.At);
        var administrator = await StaffMember.MakeAsync(Given.Host, StaffRole.AreaAdministrator);
        using var other = administrator.Visit(Given.Host);
        await other.OpenAsync("/staff");
        Assert.Equal("/staff/areas/llr", other.At);
    }

    [Fact]
    public async Task Each_number_is_that_of_its_list_and_what_is_done_leaves_at_once()
    {
        await Given.CaseAsync();
        var mine = await Given.CaseOfAsync(Coach);
        var urgent = await Given.CaseOfAsync(Coach);
        var ending = await Given.CaseOfAsync(Coach);
        await Given.Host.Database.RunAsync($"update casework.coaching_case set priority = 'urgent' where id = '{urgent:D}'");
        await Given.Host.Database.RunAsync(
            "update casework.coaching_case set limit_count = 1, limit_unit = 'weeks', limit_evidence = 'stated', limit_source = 'it', " +
            $"ends_on = '2026-09-14', next_contact_on = '2026-09-10' where id = '{ending:D}'");
        using var visit = Coach.Visit(Given.Host);
        await IsAsync(visit, safety: 1, contacts: 1, waiting: 1, ending: 1);

        await LogAsync(visit, mine, "no-answer");
        await IsAsync(visit, safety: 1, contacts: 0, waiting: 1, ending: 1);
        await LogAsync(visit, urgent, "spoke");
        await IsAsync(visit, safety: 0, contacts: 0, waiting: 1, ending: 1);
        await visit.OpenAsync(visit.Page.QuerySelector("#waiting tbody a[href$='/state']")!.GetAttribute("href")!);
        await visit.SendFormAsync("take");
        // Nobody has reached this person either, so a first contact is due.
        await IsAsync(visit, safety: 0, contacts: 1, waiting: 0, ending: 1);
        await visit.OpenAsync(visit.Page.QuerySelector("#ending tbody a[href$='/state']")!.GetAttribute("href")!);
        await visit.SendFormAsync("close", ("ClosedBecause", "completed"));
        await IsAsync(visit, safety: 0, contacts: 1, waiting: 0, ending: 0);
    }

    [Fact]
    public async Task Whose_coach_left_waits_in_the_queue_again_and_everybody_else_keeps_theirs()
    {
        var gone = await StaffMember.MakeAsync(Given.Host, StaffRole.Coach);
        var (left, kept) = (await Given.CaseOfAsync(gone), await Given.CaseOfAsync(Coach));
        await Given.Host.Database.RunAsync($"update access.account set state = 'left' where id = '{gone.AccountId:D}'");
        var jobs = Given.Host.Services.GetRequiredService<RecurringJobs>();
        await jobs.RunAsync(FindCasesWithoutCoach.Key, default);
        await jobs.RunAsync(FindCasesWithoutCoach.Key, default);
        Assert.Equal("waiting", await Given.StateAsync(left));
        Assert.Equal("coach-left", await Given.HistoryAsync(left));
        Assert.Equal("open", await Given.StateAsync(kept));
    }

    private static async Task LogAsync(FormVisit visit, Guid id, string outcome)
    {
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/contacts/new?way=call");
        await visit.SendAsync(("Outcome", outcome));
    }

    private static async Task IsAsync(FormVisit visit, int safety, int contacts, int waiting, int ending)
    {
        await visit.OpenAsync("/staff/areas/llr/my-day");
        var expected = new[]
        {
            ("safety", safety), ("appointments", 0), ("outcomes", 0), ("contacts", contacts), ("reviews", 0), ("waiting", waiting), ("ending", ending),
            ("extensions", 0),
        };
        foreach (var (key, rows) in expected)
        {
            Assert.Equal((key, rows), (key, visit.Page.QuerySelectorAll($"#{key} tbody tr").Length));
            Assert.EndsWith($": {rows}", visit.Text($"main nav a[href='#{key}']"), StringComparison.Ordinal);
        }
    }
}
