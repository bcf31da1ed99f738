using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Casework.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>The past of invented people: written once, into cases that nobody touched, and never where a real person is.</summary>
public sealed class InventedCaseworkTests : IAsyncLifetime
{
    private readonly CaseworkHost given = new();

    public async ValueTask InitializeAsync() => await given.InitializeAsync();

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Fact]
    public async Task A_story_is_told_once_and_only_among_invented_people()
    {
        var coach = await StaffMember.MakeAsync(given.Host, StaffRole.Coach);
        var reference = await given.ReferAsync();
        using var accepted = await given.AcceptAsync(reference);
        var id = await given.IdOfAsync(reference);
        var casework = given.Host.Services.GetRequiredService<IInventedCasework>();
        var story = new InventedStory
        {
            Coach = $"staff:{coach.AccountId:D}", DaysAgo = 21, NextInDays = -1, PausedBecause = "illness",
            Contacts = [new(20, new(10, 15), "call", "no-answer", null), new(18, new(11, 0), "call", "spoke", "First talk."),
                new(4, new(9, 30), "meeting", "met", "Met.")],
            Goals = [new(
                "I want to sleep again.", "mental-health", [new("Ring the GP.", "person", -10, "done"), new("Ask for later hours.", "coach", 5, "open")])],
            Reviews = [new(-7, "goes-on", "Sleeps better."), new(3, null, null)],
            Appointments = [new(0, new(16, 0), "cafe", "The invented café")],
        };
        await casework.TellAsync(reference, story, default);
        Assert.Equal("waiting", await given.StateAsync(id));

        await given.Host.Database.RunAsync("update people.person set is_demonstration = true");
        await casework.TellAsync(reference, story, default);
        await casework.TellAsync(reference, story, default);
        Assert.Equal("paused illness", await given.StateAsync(id));
        Assert.Equal("taken call:no-answer#1 call:spoke meeting:met paused:illness goal:added plan-review:goes-on", await given.HistoryAsync(id));
        Assert.Equal("cafe 2026-09-07 15:00:00", await given.Host.Database.ReadAsync<string>(
            "select string_agg(way || ' ' || (begins_at at time zone 'UTC'), ',') from casework.appointment"));
        Assert.Equal("1 person done 2026-08-28,2 coach open 2026-09-12", await given.Host.Database.ReadAsync<string>(
            "select string_agg(concat_ws(' ', place, who, state, due_on), ',' order by place) from casework.plan_step"));
        Assert.Equal("2026-08-31 goes-on,2026-09-10 -", await given.Host.Database.ReadAsync<string>(
            "select string_agg(due_on || ' ' || coalesce(outcome, '-'), ',' order by due_on) from casework.plan_review"));
        Assert.Equal("2026-08-17 1 2026-08-20 2026-09-03 2026-09-06", await given.Host.Database.ReadAsync<string>(
            "select concat_ws(' ', opened_at::date, attempts, first_contact_at::date, last_contact_at::date, next_contact_on) from casework.coaching_case"));
    }
}
