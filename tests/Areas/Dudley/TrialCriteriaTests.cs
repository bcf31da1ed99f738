using WorkWell.Areas.Sdk;
using WorkWell.Areas.Testing;

namespace WorkWell.Areas.Dudley.Tests;

public sealed class TrialCriteriaTests
{
    private static readonly AreaSettings Settings = AreaFiles.Settings("dudley");
    private static readonly IEligibility Rules = new DudleyArea().Eligibility(Settings);
    private static readonly IRouting Routing = new DudleyArea().Routing(Settings);

    private static readonly WorkSituation?[] Situations = [null, WorkSituation.InWork, WorkSituation.OffSick, WorkSituation.OutOfWork];
    private static readonly bool?[] YesNo = [null, true, false];
    private static readonly string?[] Practices = [null, "E08000027", "E08000031", "E08000028", "E08000025", "E08000030"];
    private static readonly string?[] Places = [null, "dudley", "elsewhere", "not-registered"];

    /// <summary>Every combination of the criteria of the register near their borders, with the answer written out here a second time.</summary>
    [Fact]
    public void Whatever_is_known_the_criteria_of_the_register_decide()
    {
        var facts =
            from age in (int?[])[null, 17, 18]
            from weeks in (int?[])[null, 3, 4, 5]
            from situation in Situations
            from health in YesNo
            from wants in YesNo
            from practice in Practices
            from place in Places
            select new ReferralFacts
            {
                ReceivedOn = new(2026, 9, 7),
                Age = age,
                WeeksOutOfWork = weeks,
                Situation = situation,
                HealthAffectsWork = health,
                WantsPaidWork = wants,
                Practice = new() { AuthorityCode = practice },
                Answers = place is null ? new Dictionary<string, string>() : new() { ["gp-practice-place"] = place },
            };
        var tried = 0;
        foreach (var one in facts)
        {
            tried++;
            Assert.Equal(Expected(one), Rules.Decide(one, DecisionTrace.None).Outcome);
        }
        Assert.Equal(3 * 4 * 4 * 3 * 3 * 6 * 4, tried);
    }

    private static EligibilityOutcome Expected(ReferralFacts facts)
    {
        string place = facts.Answers.GetValueOrDefault("gp-practice-place", "");
        bool? byPlace = place switch { "dudley" => true, "elsewhere" => false, _ => null };
        bool? byCode = facts.Practice.AuthorityCode switch { "E08000027" or "E08000031" or "E08000028" => true, "E08000030" => false, _ => null };
        bool? practice = byPlace is null ? byCode : byCode is null || byCode == byPlace ? byPlace : null;
        bool? outOfWork = facts.Situation is null ? null : facts.Situation == WorkSituation.OutOfWork;
        bool? longEnough = outOfWork == false || facts.WeeksOutOfWork >= 4 ? true : facts.WeeksOutOfWork is null || outOfWork is null ? null : false;
        bool?[] criteria = [facts.Age is null ? null : facts.Age >= 18, facts.HealthAffectsWork, facts.WantsPaidWork, practice, outOfWork, longEnough];
        return criteria.Contains(false) ? EligibilityOutcome.NotEligible : criteria.Contains(null) ? EligibilityOutcome.NeedsReview
            : EligibilityOutcome.Eligible;
    }

    [Fact]
    public void Where_somebody_lives_never_matters_to_the_register()
    {
        var facts = Good();
        foreach (var home in (string?[])[null, "E08000027", "E08000030", "E06000016"])
            Assert.Equal(EligibilityOutcome.Eligible, Rules.Decide(facts with { Home = new() { AuthorityCode = home } }, DecisionTrace.None).Outcome);
    }

    [Fact]
    public void Nobody_is_offered_a_coach_before_the_computer_has_allocated_them()
    {
        foreach (var services in (IReadOnlyList<PartnerService>[])[[], AreaFiles.Services("dudley")])
        {
            var routed = Routing.Route(Good(), services);
            Assert.Equal(NextStep.OfferTrial, routed.Next);
            Assert.Empty(routed.Ranked);
            Assert.Empty(routed.GapReasons);
        }
    }

    [Fact]
    public void The_trial_is_as_its_register_describes_it()
    {
        var trial = new DudleyArea().Trial(Settings);
        Assert.Equal("ISRCTN17267942", trial.Register);
        Assert.Equal([new("ips", 1) { GetsCoaching = true }, new("control", 1)], trial.Arms);
        Assert.Equal([4, 12], trial.OutcomeMonths);
    }

    [Fact]
    public void Support_lasts_as_the_register_says()
    {
        Assert.Equal(
            [("monthsOfSupportFindingWork", 9), ("monthsOfSupportInAll", 12), ("monthsOfSupportInWork", 4), ("weeksBetweenPlanReviews", 2)],
            Settings.Limits.Where(limit => limit.Key.Contains("onths", StringComparison.Ordinal) || limit.Key.Contains("Reviews", StringComparison.Ordinal))
            .Select(limit => (limit.Key, limit.Value.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.All(Settings.Limits.Values, limit => Assert.Equal(EvidenceLevel.Stated, limit.EvidenceLevel));
    }

    [Fact]
    public void What_the_register_asks_and_no_national_question_does_is_asked_first()
    {
        var questions = new DudleyArea().ExtraQuestions(Settings);
        Assert.Equal(["wants-paid-work", "gp-practice-place"], questions.Select(question => question.Code));
        Assert.All(questions, question => Assert.True(question.DecidesEligibility && question.MayBeLeft));

        var asked = questions[1].AddTo(questions[0].AddTo(Good() with { WantsPaidWork = null, Practice = GpPractice.Unknown }, "yes"), "wolverhampton");
        Assert.True(asked.WantsPaidWork);
        Assert.Equal(EligibilityOutcome.Eligible, Rules.Decide(asked, DecisionTrace.None).Outcome);
    }

    private static ReferralFacts Good() => new()
    {
        ReceivedOn = new(2026, 9, 7),
        Age = 30,
        Situation = WorkSituation.OutOfWork,
        WeeksOutOfWork = 8,
        HealthAffectsWork = true,
        WantsPaidWork = true,
        Practice = new() { AuthorityCode = "E08000027" },
    };
}
