using Microsoft.Extensions.DependencyInjection;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.TestKit;

namespace WorkWell.FollowUps.Tests;

/// <summary>Each test has its own database, because a tick processes everything due in it.</summary>
public sealed class TickTests : IAsyncLifetime
{
    private readonly FollowUpsFixture given = new();

    public ValueTask InitializeAsync() => given.InitializeAsync();

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Fact]
    public async Task Nothing_is_done_before_its_time_and_everything_at_it()
    {
        var summary = await OfferedAsync();

        await given.TickAtAsync(At("2026-09-09T08:59:59Z"));
        Assert.DoesNotContain(await given.MessagesOfAsync(summary), message => message.Type == "offer-nudge");

        await given.TickAtAsync(At("2026-09-09T09:00:00Z"));
        var nudge = Assert.Single(await given.MessagesOfAsync(summary), message => message.Type == "offer-nudge");
        Assert.Equal(("offers@coaches.example", "NHS North Central London Integrated Care Board", "2026-09-07"),
            (nudge.Address, nudge.Fields["organisation"], nudge.Fields["offeredOn"]));
        Assert.Equal(At("2026-09-11T09:00:00Z"), nudge.UsefulUntil);
    }

    [Fact]
    public async Task A_tick_that_comes_twice_does_everything_once()
    {
        var summary = await OfferedAsync();

        await given.TickAtAsync(At("2026-09-09T09:00:00Z"));
        await given.TickAtAsync(At("2026-09-09T09:00:00Z"));
        await given.TickAtAsync(At("2026-09-07T09:00:00Z"));
        await given.TickAtAsync(At("2026-09-09T09:00:01Z"));

        Assert.Single(await given.MessagesOfAsync(summary), message => message.Type == "offer-nudge");
    }

    [Fact]
    public async Task Two_hosts_share_the_work_and_nothing_is_done_twice()
    {
        var summaries = new List<ReferralSummary>();
        for (var i = 0; i < 40; i++) summaries.Add(await OfferedAsync(i % 2 == 0 ? "ncl" : "llr"));
        await using var other = await given.AnotherHostAsync();
        given.Clock.Set(At("2026-09-14T10:00:00Z"));
        other.Clock.Set(At("2026-09-14T10:00:00Z"));

        await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i => Task.Run(() => i % 2 == 0 ? given.TickAsync() : other.Services.GetRequiredService<RecurringJobs>()
            .RunAsync(IFollowUps.TickJob, default))));

        foreach (var summary in summaries) Assert.Equal(1, await given.CountAsync(summary, "offer-nudge"));
        Assert.Equal(40L, await given.Stored.ReadAsync<long>("select count(*) from follow_ups.task where code = 'offer-unanswered'"));
        Assert.Equal(0L, await given.Stored.ReadAsync<long>("select count(*) from follow_ups.follow_up where state = 0"));
    }

    [Fact]
    public async Task A_nudge_that_waits_to_be_sent_is_withdrawn_when_the_offer_is_accepted()
    {
        var (accepted, open) = (await OfferedAsync(), await OfferedAsync());
        await given.TickAtAsync(At("2026-09-09T09:00:00Z"));
        await given.StartSupportAsync(accepted);

        Assert.Equal("cancelled", Assert.Single(await given.MessagesOfAsync(accepted), message => message.Type == "offer-nudge").State);
        Assert.Equal("queued", Assert.Single(await given.MessagesOfAsync(open), message => message.Type == "offer-nudge").State);
        Assert.Equal("support-started",
            await given.Stored.ReadAsync<string>(
            "select reason from communications.message where referral_id = $1 and type = 'offer-nudge'", accepted.ReferralId));
        Assert.Equal("queued", Assert.Single(await given.MessagesOfAsync(accepted), message => message.Type == "offer-to-partner").State);
    }

    [Fact]
    public async Task A_nudge_that_is_written_in_the_moment_the_offer_is_accepted_does_not_go_out()
    {
        var summaries = new List<ReferralSummary>();
        for (var i = 0; i < 30; i++) summaries.Add(await OfferedAsync());
        given.Clock.Set(At("2026-09-09T10:00:00Z"));

        await Task.WhenAll([.. summaries.Select(summary => Task.Run(() => given.StartSupportAsync(summary))), Task.Run(given.TickAsync),
            Task.Run(given.TickAsync)]);
        await given.TickAsync();

        Assert.Equal(0L, await given.Stored.ReadAsync<long>("select count(*) from communications.message where type = 'offer-nudge' and state <> 'cancelled'"));
        Assert.Equal(0L, await given.Stored.ReadAsync<long>("select count(*) from follow_ups.follow_up where step = 'offer-nudge' and state = 0"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_host_whose_clock_is_an_hour_wrong_plans_by_the_databases_time(int hoursAhead)
    {
        await using var wrong = await given.AnotherHostAsync(WrongClock.Of(TimeSpan.FromHours(hoursAhead)));
        var summary = await given.ReferAsync(through: wrong);
        await using (var change = wrong.Services.GetRequiredService<Database>().Begin(Actor.Job("test")))
        {
            change.Publish(new SupportStarted(summary.ReferralId, summary.Area, summary, Sample.Facts));
            await change.CommitAsync(default);
        }

        Assert.InRange(await OffAsync("select abs(extract(epoch from received_at - now())) from referrals.referral where id = $1", summary), 0, 60);
        Assert.InRange(await OffAsync(
            "select abs(extract(epoch from done_at - now())) from follow_ups.follow_up where referral_id = $1 and step = 'progress'", summary), 0, 60);
        Assert.Equal(await given.Stored.ReadAsync<DateOnly>("select (now() at time zone 'Europe/London')::date"),
            await given.Stored.ReadAsync<DateOnly>("select max(triggered_on) from follow_ups.follow_up where referral_id = $1", summary.ReferralId));
    }

    [Fact]
    public async Task After_a_week_asleep_what_is_too_late_is_dropped_and_the_rest_comes_in_order()
    {
        var summary = await OfferedAsync();

        await given.TickAtAsync(At("2026-09-16T09:00:00Z"));

        Assert.Equal("offer:1 offer-nudge:3:useful-until-passed offer-nudge/1/2:1 offer-unanswered:1", await given.StatesAsync(summary));
        Assert.Equal("offer-unanswered:open", await given.TasksAsync(summary));
    }

    [Fact]
    public async Task Whoever_wakes_at_night_waits_with_messages_until_morning()
    {
        var summary = await OfferedAsync();

        await given.TickAtAsync(At("2026-09-10T01:00:00Z"));

        Assert.Equal(At("2026-09-10T08:00:00Z"), Assert.Single(await given.MessagesOfAsync(summary), message => message.Type == "offer-nudge").DueAt);
    }

    [Fact]
    public async Task A_check_in_is_useful_for_a_week()
    {
        var summary = await given.ACardAsync();
        await given.StartSupportAsync(summary);

        await given.TickAtAsync(At("2026-10-12T05:00:00Z")); // the check-in of Monday 5 October is useful until Monday 12 October, 10:00; woken at 06:00
        Assert.Contains(await given.MessagesOfAsync(summary), message => message.Type == "coach-check-in");

        await given.TickAtAsync(At("2026-11-08T23:30:00Z")); // Sunday night; that of 2 November is useful until Monday 10:00, and Monday opens at 08:00
        Assert.Equal(2, await given.CountAsync(summary, "coach-check-in"));

        await given.TickAtAsync(At("2026-12-07T10:30:00Z"));
        Assert.Contains("check-in/1/3:3:useful-until-passed", await given.StatesAsync(summary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_named_with_its_length_and_its_end()
    {
        var summary = await given.ACardAsync();
        await given.StartSupportAsync(summary);

        await given.TickAtAsync(At("2026-10-20T09:00:00Z"));

        var warning = Assert.Single(await given.MessagesOfAsync(summary), message => message.Type == "limit-warning");
        Assert.Equal(("P8W", "2026-11-02"), (warning.Fields["length"], warning.Fields["endsOn"]));
    }

    [Fact]
    public async Task What_belongs_to_an_area_that_is_switched_off_waits_for_it()
    {
        var summary = await OfferedAsync("llr");
        var other = await OfferedAsync("ncl");
        await given.SwitchAsync("llr", isOn: false);

        await given.TickAtAsync(At("2026-09-09T10:00:00Z"));
        Assert.DoesNotContain(await given.MessagesOfAsync(summary), message => message.Type == "offer-nudge");
        Assert.Contains(await given.MessagesOfAsync(other), message => message.Type == "offer-nudge");

        await given.SwitchAsync("llr", isOn: true);
        await given.TickAtAsync(At("2026-09-10T10:00:00Z"));
        Assert.Contains(await given.MessagesOfAsync(summary), message => message.Type == "offer-nudge");
    }

    [Fact]
    public async Task What_lies_at_a_place_is_left_alone_when_its_area_is_switched_off_meanwhile()
    {
        await OfferedAsync("llr");
        await OfferedAsync("ncl");
        given.Clock.Set(At("2026-09-09T10:00:00Z"));
        var due = given.Host.Services.GetRequiredService<DueTime>();
        var found = await DueRows.FindAsync(given.Database, Actor.Job("test"), ["llr", "ncl"], 100, due, default);
        await using var change = given.Database.Begin(Actor.Job("test"));

        var ready = await DueRows.ClaimAsync(change, ["ncl"], [.. found], due, default);
        var back = await DueRows.ClaimAsync(change, ["llr"], [.. found], due, default);

        Assert.Equal(["ncl"], ready.Select(row => row.Area).Distinct());
        Assert.Equal(["llr"], back.Select(row => row.Area).Distinct());
    }

    [Fact]
    public async Task One_follow_up_that_cannot_be_done_is_dead_lettered_and_the_rest_are_done()
    {
        var summaries = new List<ReferralSummary>();
        for (var i = 0; i < 20; i++) summaries.Add(await OfferedAsync());
        var poison = summaries[7];
        await RefuseAsync($"new.referral_id = '{poison.ReferralId}'", "23514");

        await given.TickAtAsync(At("2026-09-09T10:00:00Z"));

        Assert.Contains("offer-nudge:5:23514:a_test", await given.StatesAsync(poison), StringComparison.Ordinal);
        foreach (var summary in summaries.Where(summary => summary != poison)) Assert.Equal(1, await given.CountAsync(summary, "offer-nudge"));
    }

    [Fact]
    public async Task What_was_dead_lettered_is_seen_and_retried_or_dropped_by_a_person()
    {
        var (one, two) = (await OfferedAsync(), await OfferedAsync());
        await RefuseAsync("new.type = 'offer-nudge'", "23514");
        await given.TickAtAsync(At("2026-09-09T10:00:00Z"));
        await given.AsOwnerAsync("drop trigger refuse on communications.message");
        var person = Actor.Job("test");

        Assert.Equal(2, (await given.FollowUps.WorkAsync(person, default)).Single(work => work.Area == "ncl").DeadLettered);
        Assert.All(await given.FollowUps.DeadLetteredAsync(person, 10, default),
            held => Assert.Equal(("offer-nudge", FollowUpOutcome.DeadLettered), (held.Step, held.Outcome)));
        Assert.Equal(1, await given.FollowUps.RetryAsync(person, new("ncl", one.ReferralId, null), default));
        Assert.Equal(1, await given.FollowUps.DropAsync(person, new(null, null, "offer-nudge"), default));
        await given.TickAsync();

        Assert.Equal((1, 0), (await given.CountAsync(one, "offer-nudge"), await given.CountAsync(two, "offer-nudge")));
        Assert.Contains("offer-nudge:2:dropped", await given.StatesAsync(two), StringComparison.Ordinal);
        Assert.Equal(1L, await given.Stored.ReadAsync<long>(
            "select count(*) from access.audit_entry where action = 'follow-ups.retried' and subject = $1", one.ReferralId));
    }

    [Fact]
    public async Task What_waits_for_a_person_becomes_a_task_each_morning_once()
    {
        await OfferedAsync();
        await RefuseAsync("new.type = 'offer-nudge'", "23514");
        await given.TickAtAsync(At("2026-09-09T10:00:00Z"));
        var jobs = given.Host.Services.GetRequiredService<RecurringJobs>();

        await jobs.RunAsync(ReportDeadLettered.Key, default);
        await jobs.RunAsync(ReportDeadLettered.Key, default);

        Assert.StartsWith("1 follow-ups failed",
            await given.Stored.ReadAsync<string>("select string_agg(description, '|') from follow_ups.task where code = 'dead-lettered'"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_referral_that_is_gone_is_dead_lettered_with_its_reason()
    {
        var summary = await OfferedAsync();
        await given.AsOwnerAsync($"delete from referrals.referral where id = '{summary.ReferralId}'");

        await given.TickAtAsync(At("2026-09-09T10:00:00Z"));

        Assert.Contains("offer-nudge:5:no-such-referral", await given.StatesAsync(summary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_fails_for_a_moment_sets_nothing_aside()
    {
        var summary = await OfferedAsync();
        await RefuseAsync("true", "57P01");

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => given.TickAtAsync(At("2026-09-09T10:00:00Z")));
        await given.AsOwnerAsync("drop trigger refuse on communications.message");
        await given.TickAsync();

        Assert.Contains("offer-nudge:1", await given.StatesAsync(summary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backlog_larger_than_is_looked_for_at_once_is_done_in_one_tick_with_few_commits()
    {
        var summary = await given.ACardAsync();
        await given.HappenAsync(
            [.. Enumerable.Range(1, 500).Select(number => (object)new OfferMade(summary.ReferralId, summary.Area, summary, Sample.Facts, number))]);
        await given.AsOwnerAsync(
            """
            update follow_ups.follow_up set state = 0, done_at = null, reason = null where step = 'offer-nudge' and repeat_number = 1;
            insert into follow_ups.follow_up (referral_id, due_at, useful_until, step_id, triggered_on, offer_number, repeat_number, area, step)
            select referral_id, due_at, useful_until, step_id, triggered_on, offer_number + 500 * n, repeat_number, area, step
            from follow_ups.follow_up cross join generate_series(1, 11) n where step = 'offer-nudge' and repeat_number = 1
            """);
        var before = await CommitsAsync();

        await given.TickAtAsync(At("2026-09-09T10:00:00Z"));

        Assert.Equal(6000, await given.CountAsync(summary, "offer-nudge"));
        Assert.InRange(await CommitsAsync() - before, 1, 6000 * 0.05);
    }

    [Fact]
    public async Task Follow_ups_of_another_area_are_out_of_reach()
    {
        var summary = await OfferedAsync("ncl");
        var theirs = new Actor("test", ["llr"], "test");
        Assert.Empty(await given.Database.ReadAsync(
            theirs, "select step from follow_ups.follow_up where referral_id = $1", [summary.ReferralId], row => row.GetString(0), default));
        Assert.NotEmpty(await given.Database.ReadAsync(
            theirs with { Areas = ["ncl"] }, "select step from follow_ups.follow_up where referral_id = $1",
            [summary.ReferralId], row => row.GetString(0), default));
    }

    private async Task<double> OffAsync(string sql, ReferralSummary summary) => (double)await given.Stored.ReadAsync<decimal>(sql, summary.ReferralId);

    private async Task<ReferralSummary> OfferedAsync(string area = "ncl")
    {
        var summary = await given.ACardAsync(area);
        await given.OfferAsync(summary);
        return summary;
    }

    // The database refuses the nudge of this referral.
    private Task RefuseAsync(string condition, string sqlState) => given.AsOwnerAsync($"""
        create or replace function public.refuse() returns trigger language plpgsql as $$
        begin
          if {condition} then raise exception 'refused' using errcode = '{sqlState}', constraint = 'a_test'; end if;
          return new;
        end $$;
        create or replace trigger refuse before insert on communications.message for each row execute function public.refuse();
        """);

    private async Task<long> CommitsAsync()
    {
        // Each session reports its own commits when it is asked to, or within a second.
        await given.Stored.ReadAsync<string>("select pg_stat_force_next_flush()::text");
        return await given.Stored.ReadAsync<long>("select xact_commit from pg_stat_database where datname = current_database()");
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
