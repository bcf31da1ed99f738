using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.FollowUps.Tests;

/// <summary>The team's tasks on their pages: take, hand over, finish and take back, by two people at once too.</summary>
public sealed class TaskPageTests : IAsyncLifetime
{
    private RunningHost host = null!;
    private StaffMember coach = null!;
    private StaffMember colleague = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync();
        coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        colleague = await StaffMember.MakeAsync(host, StaffRole.TeamLead);
        await OpenTaskAsync("llr", 1, "ring-partner", "Ring the partner.");
        await OpenTaskAsync("llr", 2, "urgent-concern", "Look at this person today.");
        await OpenTaskAsync("dudley", 3, "ring-partner", "A task of Dudley.");
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_list_has_urgent_tasks_first_says_until_when_and_shows_no_other_area()
    {
        using var visit = coach.Visit(host);
        await visit.OpenAsync("/staff/areas/llr/tasks");
        Assert.Equal(
            ["Urgent: Look at this person today.|7 September 2026|Nobody yet", "Ring the partner.|9 September 2026|Nobody yet"], Rows(visit));
    }

    [Fact]
    public async Task A_task_is_late_the_day_after_and_weekends_do_not_count()
    {
        host.Clock.Advance(TimeSpan.FromDays(3));
        coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var visit = coach.Visit(host);
        await visit.OpenAsync("/staff/areas/llr/tasks?show=late");
        Assert.Equal(
            ["Urgent: Look at this person today.|Late: 7 September 2026|Nobody yet", "Ring the partner.|Late: 9 September 2026|Nobody yet"], Rows(visit));
    }

    [Fact]
    public async Task Somebody_takes_a_task_finishes_it_with_a_note_and_takes_that_back()
    {
        using var visit = coach.Visit(host);
        await visit.OpenAsync($"/staff/areas/llr/tasks/{IdOf(1)}");
        await visit.SendFormAsync("take");
        Assert.Equal("/staff/areas/llr/tasks", visit.At);
        Assert.Equal(["Ring the partner.|9 September 2026|Sähëlï Example"], Rows(visit));
        await visit.OpenAsync($"/staff/areas/llr/tasks/{IdOf(1)}");
        await visit.SendAsync(("Outcome", "done"), ("ClosingNote", "She answers on Friday. ગુજરાતી"));
        await visit.OpenAsync("/staff/areas/llr/tasks?show=done");
        Assert.Equal(["Ring the partner.|9 September 2026|Sähëlï Example"], Rows(visit));
        await visit.OpenAsync($"/staff/areas/llr/tasks/{IdOf(1)}");
        Assert.Contains("She answers on Friday. ગુજરાતી", visit.Text("main"), StringComparison.Ordinal);
        await visit.SendFormAsync("reopen");
        Assert.Equal("open", await host.Database.ReadAsync<string>(
            "select case when closed_at is null then 'open' else 'closed' end from follow_ups.task where id = $1", IdOf(1)));
        Assert.Equal("follow-ups.task-closed, follow-ups.task-reopened, follow-ups.task-taken", await host.Database.ReadAsync<string>(
            "select string_agg(action, ', ' order by action) from access.audit_entry where subject = $1 and area = 'llr' and actor = $2 and action like 'f%'",
            IdOf(1), $"staff:{coach.AccountId:D}"));
        Assert.Equal(3, await host.Database.ReadAsync<long>(
            "select count(*) from access.audit_entry where subject = $1 and action = 'access.opened' and purpose = 'do-tasks'", IdOf(1)));
    }

    [Fact]
    public async Task A_task_is_handed_over_with_a_note_to_somebody_who_does_tasks_here()
    {
        using var visit = coach.Visit(host);
        await visit.OpenAsync($"/staff/areas/llr/tasks/{IdOf(1)}");
        await visit.SendFormAsync("hand-over", ("Colleague", "staff:" + Guid.NewGuid()), ("HandOverNote", "Please."));
        Assert.Equal("Choose to whom you hand it over", visit.Errors.Single());
        await visit.SendFormAsync("hand-over", ("Colleague", $"staff:{colleague.AccountId:D}"), ("HandOverNote", "I am away from noon."));
        using var other = colleague.Visit(host);
        await other.OpenAsync("/staff/areas/llr/tasks?show=mine");
        Assert.Single(Rows(other));
        await other.OpenAsync($"/staff/areas/llr/tasks/{IdOf(1)}");
        Assert.Contains("I am away from noon.", other.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_take_or_finish_a_task_at_once_the_second_is_told_and_nothing_is_lost()
    {
        using var first = coach.Visit(host);
        using var second = colleague.Visit(host);
        await first.OpenAsync($"/staff/areas/llr/tasks/{IdOf(1)}");
        await second.OpenAsync($"/staff/areas/llr/tasks/{IdOf(1)}");
        await first.SendFormAsync("take");
        await second.SendFormAsync("take");
        Assert.Contains("Somebody else was faster.", second.Text("main"), StringComparison.Ordinal);
        Assert.Equal($"staff:{coach.AccountId:D}", await host.Database.ReadAsync<string>("select assigned_to from follow_ups.task where id = $1", IdOf(1)));

        await first.OpenAsync($"/staff/areas/llr/tasks/{IdOf(1)}");
        await second.OpenAsync($"/staff/areas/llr/tasks/{IdOf(1)}");
        await first.SendAsync(("Outcome", "not-needed"), ("ClosingNote", "Mine."));
        await second.SendAsync(("Outcome", "done"), ("ClosingNote", "Theirs."));
        Assert.Contains("Somebody else was faster.", second.Text("main"), StringComparison.Ordinal);
        Assert.Equal("not-needed Mine.", await host.Database.ReadAsync<string>("select outcome || ' ' || note from follow_ups.task where id = $1", IdOf(1)));
    }

    [Fact]
    public async Task What_the_work_itself_closed_is_not_taken_back_and_a_task_of_another_area_is_not_found()
    {
        await host.Database.RunAsync(
            "update follow_ups.task set closed_at = '2026-09-07 08:00+00', closed_by = 'job:follow-ups', outcome = 'referral-ended' " +
            $"where id = '{IdOf(1):D}'");
        using var visit = coach.Visit(host);
        await visit.OpenAsync($"/staff/areas/llr/tasks/{IdOf(1)}");
        Assert.Null(visit.Page.QuerySelector("form#reopen"));
        Assert.Contains("Closed by itself, because it was no longer needed", visit.Text("main"), StringComparison.Ordinal);
        await visit.OpenAsync($"/staff/areas/llr/tasks/{IdOf(3)}");
        Assert.Equal(HttpStatusCode.NotFound, visit.Response.StatusCode);
    }

    [Fact]
    public async Task The_home_page_says_how_many_tasks_wait()
    {
        using var visit = coach.Visit(host);
        await visit.OpenAsync("/staff/areas/llr");
        Assert.Contains("Waiting: 2", visit.Text("main"), StringComparison.Ordinal);
    }

    private static Guid IdOf(int number) => new($"019923a0-0000-7000-8000-00000000000{number}");

    private static string[] Rows(FormVisit visit) =>
        [.. visit.Page.QuerySelectorAll("main tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("th, td").Where((_, place) => place != 1)
            .Select(cell => Shown(cell))))];

    // On a narrow screen each cell repeats its heading, which a reader of the table does not see.
    private static string Shown(AngleSharp.Dom.IElement cell)
    {
        foreach (var heading in cell.QuerySelectorAll(".nhsuk-table__heading")) heading.Remove();
        return cell.TextContent.Trim();
    }

    private Task OpenTaskAsync(string area, int number, string code, string description) => host.Database.RunAsync(
        $"insert into follow_ups.task (area, id, key, code, description, opened_at) values ('{area}', '{IdOf(number):D}', 'test/{number}', '{code}', " +
        $"'{description}', '2026-09-07 09:00:00+00')");
}
