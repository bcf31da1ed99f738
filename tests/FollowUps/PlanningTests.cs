using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps.Tests;

public sealed class PlanningTests : IClassFixture<FollowUpsFixture>
{
    private readonly FollowUpsFixture given;

    public PlanningTests(FollowUpsFixture given)
    {
        this.given = given;
        given.Clock.Set(TestKit.RunningHost.UsualStart);
    }

    [Fact]
    public async Task What_is_due_at_once_is_a_message_in_the_same_change()
    {
        var summary = await given.ReceiveAsync(await given.ACardAsync());

        var message = Assert.Single(await given.MessagesOfAsync(summary));
        Assert.Equal($"{summary.ReferralId:D}/acknowledge/1/1", message.Key);
        Assert.Equal(("ncl", "referral-received-eligible", summary.PersonId, true), (message.Area, message.Type, message.PersonId, message.AtAnyHour));
        Assert.Equal(summary.Reference, message.Fields["reference"]);
        Assert.Equal("2026-09-07", message.Fields["receivedOn"]);
        Assert.Equal("acknowledge:1", await given.StatesAsync(summary));
    }

    [Fact]
    public async Task A_change_that_is_not_committed_plans_nothing()
    {
        var summary = await given.ACardAsync();
        await using (var change = given.Database.Begin(Actor.Job("test")))
        {
            change.Publish(new ReferralReceived(summary.ReferralId, summary.Area, summary, Sample.Facts));
            change.Write("insert into follow_ups.follow_up (area) values ('broken')");
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => change.CommitAsync(default));
        }
        Assert.Null(await given.StatesAsync(summary));
        Assert.Empty(await given.MessagesOfAsync(summary));
    }

    [Fact]
    public async Task The_same_news_twice_plans_once()
    {
        var summary = await given.ACardAsync();
        await given.OfferAsync(summary);

        await given.OfferAsync(summary);

        Assert.Equal(4L, await given.Stored.ReadAsync<long>("select count(*) from follow_ups.follow_up where referral_id = $1", summary.ReferralId));
    }

    [Fact]
    public async Task Steps_become_rows_with_dates_by_the_calendar()
    {
        given.Clock.Set(new DateTimeOffset(2026, 12, 23, 10, 0, 0, TimeSpan.Zero)); // a Wednesday; Christmas takes Friday and Monday
        var summary = await given.ACardAsync();
        await given.OfferAsync(summary);

        Assert.Equal("offer 2026-12-23 10:00, offer-nudge 2026-12-29 10:00, offer-nudge 2026-12-31 10:00, offer-unanswered 2027-01-04 10:00",
            await DatesAsync(summary));
    }

    [Fact]
    public async Task A_limit_of_the_area_dates_its_steps_and_a_limit_nobody_states_plans_nothing()
    {
        var summary = (await given.ACardAsync()) with { ReferrerEmail = "hr@employer.example" };
        await given.StartSupportAsync(summary);

        Assert.Equal(
            "support-agreed 2026-09-07 10:00, progress 2026-09-07 10:00, check-in 2026-10-05 10:00, ending-soon 2026-10-19 10:00, " +
            "check-in 2026-11-02 10:00, check-in 2026-11-30 10:00",
            await DatesAsync(summary));
        Assert.Equal("hr@employer.example", Assert.Single(await given.MessagesOfAsync(summary), message => message.Type == "referrer-progress").Address);
    }

    [Fact]
    public async Task A_referrer_who_may_not_be_told_is_not_told()
    {
        var summary = await given.ACardAsync();
        await given.StartSupportAsync(summary);

        Assert.Contains("progress:4:no-referrer-address ", await given.StatesAsync(summary), StringComparison.Ordinal);
        Assert.DoesNotContain(await given.MessagesOfAsync(summary), message => message.Type == "referrer-progress");
    }

    [Fact]
    public async Task A_partner_without_an_address_is_telephoned_by_the_area()
    {
        var summary = (await given.ACardAsync()) with { Organisation = "quiet" };
        await given.OfferAsync(summary);

        Assert.Equal("offer:open", await given.TasksAsync(summary));
        Assert.Contains("Quiet House. Phone them on 0116 496 0000",
            await given.Stored.ReadAsync<string>("select description from follow_ups.task where referral_id = $1", summary.ReferralId),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accepted_offer_ends_the_nudges_and_nothing_else()
    {
        var summary = await given.ACardAsync();
        await given.OfferAsync(summary);
        await given.StartSupportAsync(summary);

        var states = await given.StatesAsync(summary);
        Assert.Contains("offer-nudge:2:support-started offer-nudge/1/2:2:support-started offer-unanswered:2:support-started", states, StringComparison.Ordinal);
        Assert.Contains("check-in:0", states, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_offer_ends_the_first_ones_nudges_and_starts_its_own()
    {
        var summary = await given.ACardAsync();
        await given.OfferAsync(summary);
        given.Clock.Advance(TimeSpan.FromHours(1));
        await given.OfferAsync(summary, 2);

        Assert.Equal(
            "offer:1 offer/2/1:1 service-changed/2/1:1 offer-nudge:2:offer-made offer-nudge/2/1:0 offer-nudge/1/2:2:offer-made offer-nudge/2/2:0 " +
            "offer-unanswered:2:offer-made offer-unanswered/2/1:0",
            await given.StatesAsync(summary));
    }

    [Fact]
    public async Task The_person_is_told_when_another_service_is_asked_than_the_one_we_named()
    {
        var summary = await given.ACardAsync();
        await given.OfferAsync(summary);
        Assert.DoesNotContain(await given.MessagesOfAsync(summary), message => message.Type == "service-changed");

        await given.OfferAsync(summary with { Organisation = "quiet" }, 2);

        var told = Assert.Single(await given.MessagesOfAsync(summary), message => message.Type == "service-changed");
        Assert.Equal("Quiet House", told.Fields["organisation"]);
    }

    [Fact]
    public async Task The_person_is_told_who_has_agreed_to_support_them()
    {
        var summary = await given.ACardAsync();
        await given.OfferAsync(summary);
        Assert.DoesNotContain(await given.MessagesOfAsync(summary), message => message.Type == "support-agreed");

        await given.StartSupportAsync(summary);

        var told = Assert.Single(await given.MessagesOfAsync(summary), message => message.Type == "support-agreed");
        Assert.Equal("NHS North Central London Integrated Care Board", told.Fields["organisation"]);
    }

    [Fact]
    public async Task A_task_that_a_turning_point_makes_needless_is_closed()
    {
        var summary = await given.ReceiveAsync((await given.ACardAsync()) with { Next = NextStep.AreaTeam });
        Assert.Equal("find-a-partner:open", await given.TasksAsync(summary));

        await given.OfferAsync(summary);

        Assert.Equal("find-a-partner:not-needed", await given.TasksAsync(summary));
    }

    [Fact]
    public async Task When_a_referral_ends_everything_that_is_left_is_cancelled_in_the_same_change()
    {
        var summary = await given.ReceiveAsync((await given.ACardAsync()) with { Next = NextStep.AreaTeam });
        await given.StartSupportAsync(summary);

        await given.HappenAsync(new ReferralEnded(summary.ReferralId, summary.Area, "withdrawn"));

        Assert.Equal(0L,
            await given.Stored.ReadAsync<long>("select count(*) from follow_ups.follow_up where referral_id = $1 and state = 0", summary.ReferralId));
        Assert.Equal("find-a-partner:referral-ended", await given.TasksAsync(summary));
        Assert.All(await given.MessagesOfAsync(summary),
            message => Assert.Equal(message.Type is "withdrawn-confirmation" or "referral-ended" ? "queued" : "cancelled", message.State));
    }

    [Fact]
    public async Task Both_arms_of_a_trial_are_asked_for_outcomes()
    {
        var (treated, control) = (await given.ACardAsync(), await given.ACardAsync());
        await given.HappenAsync(
            new Allocated(treated.ReferralId, treated.Area, treated, Sample.Facts, "ips"),
            new Allocated(control.ReferralId, control.Area, control, Sample.Facts, "control"));

        Assert.Equal("outcome-4-months:0", await given.StatesAsync(treated));
        Assert.Equal("outcome-4-months:0", await given.StatesAsync(control));
    }

    [Fact]
    public async Task A_referral_whose_area_is_not_known_yet_follows_the_national_plan()
    {
        var summary = await given.ReceiveAsync(
            (await given.ACardAsync()) with { Area = "national", Outcome = EligibilityOutcome.NeedsReview, Next = NextStep.AreaTeam });

        Assert.Equal("referral-needs-review", Assert.Single(await given.MessagesOfAsync(summary)).Type);
        Assert.Equal("look-at-referral:open", await given.TasksAsync(summary));
        Assert.Contains("review-overdue:0", await given.StatesAsync(summary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_in_danger_is_told_to_the_area_at_once_and_at_any_hour()
    {
        given.Clock.Set(new DateTimeOffset(2026, 9, 6, 2, 0, 0, TimeSpan.Zero)); // a Sunday night
        var summary = (await given.ACardAsync()) with { IsUrgent = true };
        await given.HappenAsync(new UrgentConcernRaised(summary.ReferralId, summary.Area, summary));

        var message = Assert.Single(await given.MessagesOfAsync(summary));
        Assert.Equal(("urgent-flag", "team@area.example", true, true, given.Clock.GetUtcNow()),
            (message.Type, message.Address, message.IsUrgent, message.AtAnyHour, message.DueAt));
        Assert.Equal("urgent-concern:open", await given.TasksAsync(summary));
    }

    [Fact]
    public async Task The_partner_is_told_which_of_its_services_is_asked_for()
    {
        var summary = await given.ACardAsync();
        await given.OfferAsync(summary);

        Assert.Equal("Work and health coaching", Assert.Single(await given.MessagesOfAsync(summary)).Fields["service"]);
    }

    [Fact]
    public async Task Somebody_who_is_refused_is_told_how_to_reach_the_area_that_may_help()
    {
        var summary = (await given.ACardAsync()) with { Outcome = EligibilityOutcome.NotEligible, AlternativeAreas = ["no-longer-serving", "llr"] };
        await given.HappenAsync(new ReferralReceived(summary.ReferralId, summary.Area, summary with { Area = "national" }, Sample.Facts));

        var fields = Assert.Single(await given.MessagesOfAsync(summary)).Fields;
        Assert.Equal(("WorkWell Leicester, Leicestershire and Rutland", "0116 496 0111", "https://area.example"),
            (fields["otherService"], fields["otherPhone"], fields["otherWeb"]));
    }

    [Fact]
    public async Task Whoever_withdraws_hears_once_more_that_they_hear_no_more()
    {
        var summary = await given.ReceiveAsync(await given.ACardAsync());
        await given.HappenAsync(new ReferralEnded(summary.ReferralId, summary.Area, "withdrawn"));
        Assert.Contains(await given.MessagesOfAsync(summary), message => message.Type == "withdrawn-confirmation");

        var completed = await given.ReceiveAsync(await given.ACardAsync());
        await given.HappenAsync(new ReferralEnded(completed.ReferralId, completed.Area, "completed"));
        Assert.DoesNotContain(await given.MessagesOfAsync(completed), message => message.Type == "withdrawn-confirmation");
    }

    [Fact]
    public async Task What_one_change_plans_and_makes_needless_is_never_due()
    {
        var summary = await given.ACardAsync();
        await given.HappenAsync(
            new OfferMade(summary.ReferralId, summary.Area, summary, Sample.Facts, 1),
            new SupportStarted(summary.ReferralId, summary.Area, summary, Sample.Facts), new ReferralEnded(summary.ReferralId, summary.Area, "withdrawn"));

        Assert.Equal(0L,
            await given.Stored.ReadAsync<long>("select count(*) from follow_ups.follow_up where referral_id = $1 and state = 0", summary.ReferralId));
        Assert.DoesNotContain(await given.MessagesOfAsync(summary), message => message.Type == "offer-to-partner" && message.State == "queued");
    }

    private Task<string?> DatesAsync(ReferralSummary summary) => given.Stored.ReadAsync<string>(
        "select string_agg(step || ' ' || to_char(due_at at time zone 'Europe/London', 'YYYY-MM-DD HH24:MI'), ', ' order by due_at) " +
        "from follow_ups.follow_up " +
        "where referral_id = $1", summary.ReferralId);
}
