using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>A coach's first page: its numbers are those of its lists, and what is done leaves at once.</summary>
public sealed class MyDayPageTests : IAsyncLifetime
{
    private readonly CaseworkHost given = new();
    private StaffMember coach = null!;

    public async ValueTask InitializeAsync()
    {
        await given.InitializeAsync();
        coach = await StaffMember.MakeAsync(given.Host, StaffRole.Coach);
    }

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Fact]
    public async Task A_coach_lands_on_it_and_an_administrator_on_their_home_page()
    {
        using var visit = coach.Visit(given.Host);
        await visit.OpenAsync("/staff");
        Assert.Equal("/staff/areas/llr/my-day", visit.At);
        var administrator = await StaffMember.MakeAsync(given.Host, StaffRole.AreaAdministrator);
        using var other = administrator.Visit(given.Host);
        await other.OpenAsync("/staff");
        Assert.Equal("/staff/areas/llr", other.At);
    }

    [Fact]
    public async Task Each_number_is_that_of_its_list_and_what_is_done_leaves_at_once()
    {
        await given.CaseAsync();
        var mine = await given.CaseOfAsync(coach);
        var urgent = await given.CaseOfAsync(coach);
        var ending = await given.CaseOfAsync(coach);
        await given.Host.Database.RunAsync($"update casework.coaching_case set priority = 'urgent' where id = '{urgent:D}'");
        await given.Host.Database.RunAsync(
            "update casework.coaching_case set limit_count = 1, limit_unit = 'weeks', limit_evidence = 'stated', limit_source = 'it', " +
            $"ends_on = '2026-09-14', next_contact_on = '2026-09-10' where id = '{ending:D}'");
        using var visit = coach.Visit(given.Host);
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
        var gone = await StaffMember.MakeAsync(given.Host, StaffRole.Coach);
        var (left, kept) = (await given.CaseOfAsync(gone), await given.CaseOfAsync(coach));
        await given.Host.Database.RunAsync($"update access.account set state = 'left' where id = '{gone.AccountId:D}'");
        var jobs = given.Host.Services.GetRequiredService<RecurringJobs>();
        await jobs.RunAsync(FindCasesWithoutCoach.Key, default);
        await jobs.RunAsync(FindCasesWithoutCoach.Key, default);
        Assert.Equal("waiting", await given.StateAsync(left));
        Assert.Equal("coach-left", await given.HistoryAsync(left));
        Assert.Equal("open", await given.StateAsync(kept));
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
