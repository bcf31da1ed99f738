namespace WorkWell.Casework.Tests;

/// <summary>Whatever cases there are, each stands in the lists that its facts name and in no other.</summary>
public sealed class MyDayTests
{
    private const string Me = "staff:me";
    private static readonly DateOnly Today = new(2026, 9, 7);
    private static readonly DateTimeOffset Now = new(2026, 9, 7, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_any_cases_each_list_holds_exactly_those_that_are_due_and_none_that_is_done()
    {
        var chance = new Random(20260907);
        for (var round = 0; round < 300; round++)
        {
            var cases = Enumerable.Range(0, chance.Next(40)).Select(_ => Any(chance)).ToArray();
            var meetings = cases.SelectMany(one => Enumerable.Range(0, chance.Next(3)).Select(_ => Any(one, chance))).ToArray();
            var reviews = cases.SelectMany(one => Enumerable.Range(0, chance.Next(2)).Select(_ => AnyReview(one, chance))).ToArray();
            var extensions = cases.Where(_ => chance.Next(2) == 0).Select(one => new ExtensionToDecide(AnyExtension(one, chance), one)).ToArray();
            var day = MyDay.Of(cases, meetings, reviews, extensions, [], Me, Now);
            foreach (var meeting in meetings)
            {
                var of = cases.Single(one => one.Id == meeting.CaseId);
                var isOpen = of.Coach == Me && of.State is CaseState.Open or CaseState.Paused && meeting.Outcome is null;
                Assert.Equal(isOpen && meeting.BeginsAt > Now, day.Appointments.Contains(meeting));
                Assert.Equal(isOpen && meeting.BeginsAt <= Now, day.Outcomes.Contains(meeting));
            }
            foreach (var one in extensions)
            {
                Assert.Equal(
                    one.Case.State is CaseState.Open or CaseState.Paused && one.Asked.IsApproved is null && one.Asked.AskedBy != Me,
                    day.Extensions.Contains(one));
            }
            foreach (var review in reviews)
            {
                var of = cases.Single(one => one.Id == review.CaseId);
                var isOpen = of.Coach == Me && of.State == CaseState.Open && review.Outcome is null;
                Assert.Equal(isOpen && review.DueOn <= Today.AddDays(review.WindowDays), day.Reviews.Contains(review));
            }
            foreach (var one in cases)
            {
                var isMine = one.Coach == Me && (one.State is CaseState.Open or CaseState.Paused);
                var isUrgent = one is { Priority: CasePriority.Urgent, FirstContactAt: null };
                Assert.Equal(isUrgent && (one.State == CaseState.Waiting || (isMine && one.State == CaseState.Open)), day.Safety.Contains(one));
                Assert.Equal(one.State == CaseState.Waiting && !isUrgent, day.Waiting.Contains(one));
                Assert.Equal(isMine && one.EndsOn <= new DateOnly(2026, 9, 21), day.EndingSoon.Contains(one));
                Assert.Equal(
                    isMine && one.State == CaseState.Open && !isUrgent
                        && (one.NextContactOn <= Today || (one.NextContactOn is null && one.FirstContactAt is null)),
                    day.Contacts.Contains(one));
                Assert.False(one.State == CaseState.Closed && (day.Safety.Contains(one) || day.Contacts.Contains(one) || day.EndingSoon.Contains(one)));
            }
            Assert.Equal(
                day.Safety.Count + day.Appointments.Count + day.Outcomes.Count + day.Contacts.Count + day.Reviews.Count + day.Waiting.Count
                    + day.EndingSoon.Count + day.Extensions.Count,
                day.Count);
        }
    }

    [Fact]
    public void An_open_case_of_mine_that_nobody_has_reached_is_always_in_a_list_until_a_day_is_set()
    {
        var chance = new Random(7);
        var lost = Enumerable.Range(0, 500).Select(_ => Any(chance) with { State = CaseState.Open, Coach = Me, FirstContactAt = null, NextContactOn = null })
            .Where(one => MyDay.Of([one], [], [], [], [], Me, Now) is var day && !day.Safety.Contains(one) && !day.Contacts.Contains(one));
        Assert.Empty(lost);
    }

    private static Appointment Any(CoachingCase of, Random chance) => new()
    {
        Area = of.Area, Id = Guid.NewGuid(), CaseId = of.Id, Coach = Me, Way = (AppointmentWay)chance.Next(4), Place = null, HasInterpreter = false,
        BeginsAt = Now.AddMinutes(chance.Next(-3000, 500)), Minutes = 45, Outcome = chance.Next(2) == 0 ? null : (AppointmentOutcome)chance.Next(6),
        Reason = null, Summary = null, OutcomeAt = null, OutcomeBy = null, MovedTo = null, Number = 1, CalendarId = Guid.NewGuid(), Sequence = 0,
    };

    private static PlanReview AnyReview(CoachingCase of, Random chance)
    {
        var due = Today.AddDays(chance.Next(-20, 20));
        ReviewOutcome? outcome = chance.Next(3) == 0 ? (ReviewOutcome)chance.Next(3) : null;
        return new()
        {
            Id = Guid.NewGuid(), CaseId = of.Id, FirstDueOn = due.AddDays(-chance.Next(10)), DueOn = due, WindowDays = chance.Next(8), MovedBecause = null,
            Outcome = outcome, HeldOn = outcome is null ? null : Today, Note = null, Version = 1,
        };
    }

    private static Extension AnyExtension(CoachingCase of, Random chance) => new()
    {
        Id = Guid.NewGuid(), CaseId = of.Id, Weeks = 2, Reason = ExtensionReason.Illness, Note = null, AskedAt = Now,
        AskedBy = chance.Next(2) == 0 ? Me : "staff:other", IsApproved = chance.Next(3) switch { 0 => true, 1 => false, _ => null }, DecisionNote = null,
        DecidedBy = null,
    };

    private static CoachingCase Any(Random chance)
    {
        var state = (CaseState)chance.Next(4);
        return new()
        {
            Area = "llr", Id = Guid.NewGuid(), ReferralId = Guid.NewGuid(), PersonId = Guid.NewGuid(), Reference = "WW-7K3M-P9QX", State = state,
            StateSince = default, StateBy = "test", Coach = state == CaseState.Waiting ? null : chance.Next(3) == 0 ? "staff:other" : Me,
            Priority = (CasePriority)chance.Next(3), PriorityBecause = [], OpenedAt = default, Version = 1,
            EndsOn = chance.Next(2) == 0 ? null : Today.AddDays(chance.Next(-5, 40)),
            FirstContactAt = chance.Next(2) == 0 ? null : DateTimeOffset.UnixEpoch,
            NextContactOn = chance.Next(3) == 0 ? null : Today.AddDays(chance.Next(-5, 6)),
        };
    }
}
