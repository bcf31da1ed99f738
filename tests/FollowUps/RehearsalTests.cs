using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.FollowUps.Tests;

public sealed class RehearsalTests(FollowUpsFixture given) : IClassFixture<FollowUpsFixture>
{
    private IRehearsal Rehearsal => given.Host.Services.GetRequiredService<IRehearsal>();

    private Area Ncl => given.Host.Services.GetRequiredService<IAreaCatalogue>().Ready["ncl"];

    [Fact]
    public void The_same_number_gives_the_same_rehearsal_and_another_gives_another()
    {
        var (one, again, other) = (new List<RehearsedFollowUp>(), new List<RehearsedFollowUp>(), new List<RehearsedFollowUp>());
        Rehearsal.Run(Asked(), one.Add, null, default);
        Rehearsal.Run(Asked(), again.Add, null, default);
        Rehearsal.Run(Asked() with { Seed = 2 }, other.Add, null, default);

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task Nothing_is_sent_and_nothing_is_written()
    {
        var before = await StoredAsync();
        Assert.True(Rehearsal.Run(Asked(), null, null, default).Messages > 400);
        Assert.Equal(before, await StoredAsync());
    }

    [Fact]
    public void Everything_is_counted_once_and_adds_up()
    {
        var all = new List<RehearsedFollowUp>();
        var report = Rehearsal.Run(Asked(), all.Add, null, default);

        Assert.Equal(all.Count, report.Messages + report.Tasks);
        Assert.Equal(all.Count, report.Steps.Sum(step => step.Count));
        Assert.Equal(all.Count, report.Days.Sum(day => day.Emails + day.Texts + day.Letters + day.Tasks));
        Assert.Equal(all.Count, report.HoursOfDay.Sum(hour => hour.Emails + hour.Texts + hour.Letters + hour.Tasks));
        Assert.True(report.Cancelled > 0, "Accepted offers end their nudges.");
    }

    [Fact]
    public void Participants_hear_in_open_hours_only_unless_they_have_just_done_something()
    {
        var calendar = given.Host.Services.GetRequiredService<WorkingCalendar>();
        var all = new List<RehearsedFollowUp>();
        var report = Rehearsal.Run(Asked(), all.Add, null, default);

        Assert.DoesNotContain(all, one => one.For == Recipient.Participant && one.Step != "acknowledge" && !calendar.IsOpen(one.At));
        Assert.DoesNotContain(report.Problems, problem => problem.Contains("quiet hours", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_is_woken_by_a_referral_that_somebody_else_sent()
    {
        var calendar = given.Host.Services.GetRequiredService<WorkingCalendar>();
        var all = new List<RehearsedFollowUp>();
        Rehearsal.Run(Asked(), all.Add, null, default);

        // Only cases with a referrer have news for one.
        var referred = all.Where(one => one.For == Recipient.Referrer).Select(one => one.Case).ToHashSet();
        var answers = all.Where(one => one.Step == "acknowledge" && referred.Contains(one.Case)).ToArray();
        Assert.NotEmpty(answers);
        Assert.All(answers, one => Assert.True(calendar.IsOpen(one.At)));
        Assert.Contains(all, one => one.Step == "acknowledge" && !calendar.IsOpen(one.At));
    }

    [Fact]
    public void A_transport_that_is_too_slow_is_found_with_the_longest_wait()
    {
        var report = Rehearsal.Run(Asked() with { Weeks = 1, PerMinute = new Dictionary<string, int> { ["email"] = 1 } }, null, null, default);
        Assert.Contains(report.Problems, problem => problem.StartsWith("email: at 1 a minute", StringComparison.Ordinal));

        var fast = Rehearsal.Run(Asked() with { Weeks = 1, PerMinute = new Dictionary<string, int> { ["email"] = 3000 } }, null, null, default);
        Assert.DoesNotContain(fast.Problems, problem => problem.StartsWith("email:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_that_nobody_states_and_a_calendar_that_runs_out_are_named()
    {
        var report = Rehearsal.Run(Asked() with { From = new DateOnly(2027, 11, 1) }, null, null, default);
        Assert.Contains(report.Problems, problem => problem.Contains("after 2027-12-31", StringComparison.Ordinal));
        Assert.Contains(report.Problems, problem => problem.Contains("\"seeking-ends\" is not planned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_planned_already_is_rehearsed_as_it_stands()
    {
        var summary = await given.ACardAsync();
        await given.OfferAsync(summary);
        var all = new List<RehearsedFollowUp>();

        var report = await Rehearsal.RunStoredAsync(Asked() with { Weeks = 4 }, all.Add, null, default);

        Assert.Equal(["offer-nudge", "offer-nudge", "offer-unanswered"],
            all.Where(one => one.Case == summary.ReferralId.ToString("D")).Select(one => one.Step));
        Assert.Equal((2, 1), (report.Messages, report.Tasks));
    }

    [Fact]
    public async Task In_the_background_a_working_host_finds_the_same_and_names_an_unknown_area()
    {
        await using var host = await given.AnotherHostAsync(WrongClock.Of(TimeSpan.Zero), new() { ["Work:Enabled"] = "true" });
        var order = new RehearsalOrder { Area = "ncl", From = new DateOnly(2026, 9, 7), Weeks = 4, People = 200, PerMinute = 3000 };
        var expected = Rehearsal.Run(
            Asked() with { PerMinute = new Dictionary<string, int> { ["email"] = 3000, ["sms"] = 3000 } }, null, null, default);

        var done = await EndedAsync(host, order);
        Assert.Equal((BackgroundJobState.Done, 1d, null), (done.State, done.Progress, done.Problem));
        var report = JsonNode.Parse(done.Result!)!;
        Assert.Equal((expected.Cases, expected.Messages, expected.Tasks, expected.Cancelled),
            ((long)report["cases"]!, (long)report["messages"]!, (long)report["tasks"]!, (long)report["cancelled"]!));

        var refused = await EndedAsync(host, order with { Area = "nowhere" });
        Assert.Equal((BackgroundJobState.Failed, "There is no area 'nowhere' that is ready. There are: llr, ncl."), (refused.State, refused.Problem));
    }

    private static async Task<BackgroundJobStatus> EndedAsync(RunningHost host, RehearsalOrder order)
    {
        var (jobs, actor) = (host.Services.GetRequiredService<BackgroundJobs>(), Actor.Job("test"));
        var id = await jobs.StartAsync(actor, RehearsalOrder.Key, order, default);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (await jobs.FindAsync(actor, id, patience.Token) is { EndedAt: not null } status) return status;
            await Task.Delay(50, patience.Token);
        }
    }

    [Fact]
    public void Each_follow_up_names_its_trigger_and_none_comes_before_it()
    {
        var all = new List<RehearsedFollowUp>();
        Rehearsal.Run(Asked(), all.Add, null, default);
        Assert.All(all, one => Assert.True(LondonTime.DateOf(one.At) >= one.TriggeredOn));
        var ending = all.First(one => one.Step == "ending-soon");
        Assert.Equal(Trigger.SupportStarted, ending.Trigger);
        Assert.InRange(LondonTime.DateOf(ending.At).DayNumber - ending.TriggeredOn.DayNumber, 42, 44);
    }

    private Task<long> StoredAsync() =>
        given.Stored.ReadAsync<long>("select (select count(*) from follow_ups.follow_up) + (select count(*) from communications.message)");

    private RehearsalRequest Asked() => new() { Areas = [Ncl], From = new DateOnly(2026, 9, 7), Weeks = 4, People = 200 };
}
