using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
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
        var card = await given.ReceiveAsync(given.ACard());

        var message = Assert.Single(given.MessagesOf(card));
        Assert.Equal($"{card.ReferralId:D}/acknowledge/1/1", message.Key);
        Assert.Equal(("one", "referral-received-eligible", MessageTo.Person(card.PersonId), true), (message.Area, message.Type, message.To, message.AtAnyHour));
        Assert.Equal("WW-7K3M-P9QX", message.Fields["reference"]);
        Assert.Equal("2026-09-07", message.Fields["receivedOn"]);
        Assert.Equal("acknowledge:1", await given.StatesAsync(card));
    }

    [Fact]
    public async Task A_change_that_is_not_committed_plans_nothing()
    {
        var card = given.ACard();
        await using (var change = given.Database.Begin(Actor.Job("test")))
        {
            change.Publish(new ReferralReceived(card.ReferralId, card.Area, card, Sample.Facts, EligibilityDecision.Eligible()));
            change.Write("insert into follow_ups.due (area) values ('broken')");
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => change.CommitAsync(default));
        }
        Assert.Null(await given.StatesAsync(card));
        Assert.Empty(given.MessagesOf(card));
    }

    [Fact]
    public async Task The_same_news_twice_plans_once()
    {
        var card = given.ACard();
        await given.HappenAsync(new OfferMade(card.ReferralId, card.Area, card, Sample.Facts, 1));
        given.Messages.Queued.Clear();

        await given.HappenAsync(new OfferMade(card.ReferralId, card.Area, card, Sample.Facts, 1));

        Assert.Equal(4L, await given.Stored.ReadAsync<long>("select count(*) from follow_ups.due where referral_id = $1", card.ReferralId));
    }

    [Fact]
    public async Task Steps_become_rows_with_dates_by_the_calendar()
    {
        given.Clock.Set(new DateTimeOffset(2026, 12, 23, 10, 0, 0, TimeSpan.Zero)); // a Wednesday; Christmas takes Friday and Monday
        var card = given.ACard();
        await given.HappenAsync(new OfferMade(card.ReferralId, card.Area, card, Sample.Facts, 1));

        Assert.Equal("offer 2026-12-23 10:00, offer-nudge 2026-12-29 10:00, offer-nudge 2026-12-31 10:00, offer-unanswered 2027-01-04 10:00", await DatesAsync(card));
    }

    [Fact]
    public async Task A_limit_of_the_area_dates_its_steps_and_a_limit_nobody_states_plans_nothing()
    {
        var card = given.ACard() with { ReferrerEmail = "hr@employer.example" };
        await given.HappenAsync(new SupportStarted(card.ReferralId, card.Area, card, Sample.Facts));

        Assert.Equal(
            "progress 2026-09-07 10:00, check-in 2026-10-05 10:00, ending-soon 2026-10-19 10:00, check-in 2026-11-02 10:00, check-in 2026-11-30 10:00",
            await DatesAsync(card));
        Assert.Equal("hr@employer.example", Assert.Single(given.MessagesOf(card)).To.Email);
    }

    [Fact]
    public async Task A_referrer_who_may_not_be_told_is_not_told()
    {
        var card = given.ACard();
        await given.HappenAsync(new SupportStarted(card.ReferralId, card.Area, card, Sample.Facts));

        Assert.StartsWith("progress:4:no-referrer-address ", await given.StatesAsync(card), StringComparison.Ordinal);
        Assert.Empty(given.MessagesOf(card));
    }

    [Fact]
    public async Task A_partner_without_an_address_is_telephoned_by_the_area()
    {
        var card = given.ACard() with { Organisation = "quiet" };
        await given.HappenAsync(new OfferMade(card.ReferralId, card.Area, card, Sample.Facts, 1));

        Assert.Equal("offer:open", await given.TasksAsync(card));
        Assert.Contains("Quiet House. Phone them on 0116 496 0000", await given.Stored.ReadAsync<string>("select says from follow_ups.task where referral_id = $1", card.ReferralId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accepted_offer_ends_the_nudges_and_nothing_else()
    {
        var card = given.ACard();
        await given.HappenAsync(new OfferMade(card.ReferralId, card.Area, card, Sample.Facts, 1));
        await given.HappenAsync(new SupportStarted(card.ReferralId, card.Area, card, Sample.Facts));

        var states = await given.StatesAsync(card);
        Assert.Contains("offer-nudge:2:support-started offer-nudge/1/2:2:support-started offer-unanswered:2:support-started", states, StringComparison.Ordinal);
        Assert.Contains("check-in:0", states, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_offer_ends_the_first_ones_nudges_and_starts_its_own()
    {
        var card = given.ACard();
        await given.HappenAsync(new OfferMade(card.ReferralId, card.Area, card, Sample.Facts, 1));
        given.Clock.Advance(TimeSpan.FromHours(1));
        await given.HappenAsync(new OfferMade(card.ReferralId, card.Area, card, Sample.Facts, 2));

        Assert.Equal(
            "offer:1 offer/2/1:1 offer-nudge:2:offer-made offer-nudge/2/1:0 offer-nudge/1/2:2:offer-made offer-nudge/2/2:0 offer-unanswered:2:offer-made offer-unanswered/2/1:0",
            await given.StatesAsync(card));
    }

    [Fact]
    public async Task A_task_that_a_turning_point_makes_needless_is_closed()
    {
        var card = await given.ReceiveAsync(given.ACard() with { Next = NextStep.AreaTeam });
        Assert.Equal("find-a-partner:open", await given.TasksAsync(card));

        await given.HappenAsync(new OfferMade(card.ReferralId, card.Area, card, Sample.Facts, 1));

        Assert.Equal("find-a-partner:not-needed", await given.TasksAsync(card));
    }

    [Fact]
    public async Task When_a_referral_ends_everything_that_is_left_is_cancelled_in_the_same_change()
    {
        var card = await given.ReceiveAsync(given.ACard() with { Next = NextStep.AreaTeam });
        await given.HappenAsync(new SupportStarted(card.ReferralId, card.Area, card, Sample.Facts));

        await given.HappenAsync(new ReferralEnded(card.ReferralId, card.Area, "withdrawn"));

        Assert.Equal(0L, await given.Stored.ReadAsync<long>("select count(*) from follow_ups.due where referral_id = $1 and state = 0", card.ReferralId));
        Assert.Equal("find-a-partner:referral-ended", await given.TasksAsync(card));
        Assert.Contains(card.ReferralId, given.Messages.Cancelled);
    }

    [Fact]
    public async Task Only_the_arm_that_is_supported_is_reviewed_and_both_arms_are_asked()
    {
        var (treated, control) = (given.ACard(), given.ACard());
        await given.HappenAsync(
            new Allocated(treated.ReferralId, treated.Area, treated, Sample.Facts, "ips"), new Allocated(control.ReferralId, control.Area, control, Sample.Facts, "usual-support"));

        Assert.Equal(27L, await given.Stored.ReadAsync<long>("select count(*) from follow_ups.due where referral_id = $1", treated.ReferralId));
        Assert.Equal("outcome-4-months:0", await given.StatesAsync(control));
    }

    [Fact]
    public async Task A_referral_whose_area_is_not_known_yet_follows_the_national_plan()
    {
        var card = await given.ReceiveAsync(given.ACard("national") with { Outcome = EligibilityOutcome.NeedsReview, Next = NextStep.AreaTeam });

        Assert.Equal("referral-needs-review", Assert.Single(given.MessagesOf(card)).Type);
        Assert.Equal("look-at-referral:open", await given.TasksAsync(card));
        Assert.Contains("review-overdue:0", await given.StatesAsync(card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_in_danger_is_told_to_the_area_at_once_and_at_any_hour()
    {
        given.Clock.Set(new DateTimeOffset(2026, 9, 6, 2, 0, 0, TimeSpan.Zero)); // a Sunday night
        var card = given.ACard() with { IsUrgent = true };
        await given.HappenAsync(new UrgentConcernRaised(card.ReferralId, card.Area, card));

        var message = Assert.Single(given.MessagesOf(card));
        Assert.Equal(("urgent-flag", "team@area.example", true, true, given.Clock.GetUtcNow()), (message.Type, message.To.Email, message.IsUrgent, message.AtAnyHour, message.NotBefore));
        Assert.Equal("urgent-concern:open", await given.TasksAsync(card));
    }

    [Fact]
    public async Task Whoever_withdraws_hears_once_more_that_they_hear_no_more()
    {
        var card = await given.ReceiveAsync(given.ACard());
        await given.HappenAsync(new ReferralEnded(card.ReferralId, card.Area, "withdrawn"));
        Assert.Contains(given.MessagesOf(card), message => message.Type == "withdrawn-confirmation");

        var completed = await given.ReceiveAsync(given.ACard());
        await given.HappenAsync(new ReferralEnded(completed.ReferralId, completed.Area, "completed"));
        Assert.DoesNotContain(given.MessagesOf(completed), message => message.Type == "withdrawn-confirmation");
    }

    [Fact]
    public async Task What_one_change_plans_and_makes_needless_is_never_due()
    {
        var card = given.ACard();
        await given.HappenAsync(
            new OfferMade(card.ReferralId, card.Area, card, Sample.Facts, 1), new SupportStarted(card.ReferralId, card.Area, card, Sample.Facts), new ReferralEnded(card.ReferralId, card.Area, "withdrawn"));

        Assert.Equal(0L, await given.Stored.ReadAsync<long>("select count(*) from follow_ups.due where referral_id = $1 and state = 0", card.ReferralId));
        Assert.DoesNotContain(given.MessagesOf(card), message => message.Type == "offer-to-partner");
    }

    private Task<string?> DatesAsync(ReferralCard card) => given.Stored.ReadAsync<string>(
        "select string_agg(step || ' ' || to_char(due_at at time zone 'Europe/London', 'YYYY-MM-DD HH24:MI'), ', ' order by due_at) from follow_ups.due where referral_id = $1", card.ReferralId);
}
