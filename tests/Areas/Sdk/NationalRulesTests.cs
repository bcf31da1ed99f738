namespace WorkWell.Areas.Sdk.Tests;

public sealed class NationalRulesTests
{
    private static readonly ReferralFacts Elsewhere = Settings.Facts with { Home = new() { AuthorityCode = "E07000001" } };
    private static readonly GpPractice Here = new() { BoardCode = "QZZ" };

    private static Answer Lives(AreaSettings settings, ReferralFacts facts) => NationalRules.LivesOrRegisteredHere(settings).Ask(facts);

    private static Answer Asked(AreaSettings settings, ReferralFacts facts) =>
        Assert.Single(NationalRules.Limits(settings).Concat(NationalRules.Requirements(settings))).Ask(facts);

    [Fact]
    public void Somebody_who_lives_here_is_here_whatever_the_practice()
    {
        Assert.Equal(Answer.Yes, Lives(Settings.Plain, Settings.Facts));
        Assert.Equal(Answer.Yes, Lives(Settings.Plain, Settings.Facts with { Practice = new() { BoardCode = "QXX" } }));
    }

    [Fact]
    public void Somebody_who_lives_elsewhere_is_not_here() => Assert.Equal(Answer.No, Lives(Settings.Plain, Elsewhere));

    [Fact]
    public void A_practice_here_asks_a_person_where_nobody_states_whether_it_is_enough() =>
        Assert.Equal(Answer.Unknown, Lives(Settings.Plain, Elsewhere with { Practice = Here }));

    [Fact]
    public void A_practice_here_is_enough_where_the_settings_say_so_and_one_not_known_is_a_question()
    {
        var enough = Settings.Requires(RequirementNames.PracticeInAreaIsEnough);
        Assert.Equal(Answer.Yes, Lives(enough, Elsewhere with { Practice = Here }));
        Assert.Equal(Answer.Unknown, Lives(enough, Elsewhere));
        Assert.Equal(Answer.No, Lives(enough, Elsewhere with { Practice = new() { BoardCode = "QXX" } }));
    }

    [Fact]
    public void A_practice_here_is_not_enough_where_the_settings_say_so() =>
        Assert.Equal(Answer.No, Lives(Settings.Requires(RequirementNames.PracticeInAreaIsEnough, applies: false), Elsewhere with { Practice = Here }));

    [Theory]
    [InlineData(LimitNames.MinimumAge, 18, 18, Answer.No)]
    [InlineData(LimitNames.MinimumAge, 18, 19, Answer.Yes)]
    [InlineData(LimitNames.MaximumAge, 25, 24, Answer.Yes)]
    [InlineData(LimitNames.MaximumAge, 25, 25, Answer.No)]
    [InlineData(LimitNames.MaximumAge, 25, null, Answer.Unknown)]
    public void An_exclusive_limit_leaves_the_number_itself_out(string name, int limit, int? age, Answer expected) =>
        Assert.Equal(expected, Asked(Limited(name, new(limit, EvidenceLevel.Stated, "The service") { IsExclusive = true }), Settings.Facts with { Age = age }));

    [Theory]
    [InlineData(LimitNames.MinimumTimeOutOfWork, LimitUnit.Weeks, false, 4, 4, Answer.Yes)]
    [InlineData(LimitNames.MinimumTimeOutOfWork, LimitUnit.Weeks, true, 4, 4, Answer.No)]
    [InlineData(LimitNames.MinimumTimeOutOfWork, LimitUnit.Months, false, 6, 23, Answer.No)]
    [InlineData(LimitNames.MinimumTimeOutOfWork, LimitUnit.Months, false, 6, 24, Answer.Unknown)]
    [InlineData(LimitNames.MinimumTimeOutOfWork, LimitUnit.Months, false, 6, 26, Answer.Unknown)]
    [InlineData(LimitNames.MinimumTimeOutOfWork, LimitUnit.Months, false, 6, 27, Answer.Yes)]
    [InlineData(LimitNames.MaximumTimeOutOfWork, LimitUnit.Months, false, 6, 24, Answer.Yes)]
    [InlineData(LimitNames.MaximumTimeOutOfWork, LimitUnit.Months, true, 6, 24, Answer.Unknown)]
    [InlineData(LimitNames.MaximumTimeOutOfWork, LimitUnit.Months, true, 6, 23, Answer.Yes)]
    [InlineData(LimitNames.MaximumTimeOutOfWork, LimitUnit.Months, false, 6, 26, Answer.Unknown)]
    [InlineData(LimitNames.MaximumTimeOutOfWork, LimitUnit.Months, false, 6, 27, Answer.No)]
    [InlineData(LimitNames.MaximumTimeOutOfWork, LimitUnit.Months, false, 6, null, Answer.Unknown)]
    public void A_time_out_of_work_has_a_unit_and_what_weeks_cannot_say_of_months_is_unknown(
        string name, LimitUnit unit, bool isExclusive, int limit, int? weeks, Answer expected) =>
        Assert.Equal(expected, Asked(Limited(name, new(limit, EvidenceLevel.Stated, "The service") { Unit = unit, IsExclusive = isExclusive }),
            Settings.Facts with { WeeksOutOfWork = weeks }));

    [Theory]
    [InlineData("yes", Answer.Yes)]
    [InlineData("no", Answer.No)]
    [InlineData(null, Answer.Unknown)]
    public void A_question_of_the_settings_may_require_an_answer(string? answer, Answer expected)
    {
        var settings = Settings.Plain with
        {
            Questions = [new("has-car", QuestionKind.YesNo) { Requires = new(["yes"], EvidenceLevel.Borrowed, "The service") }, new("day", QuestionKind.Words)],
        };
        var rule = Assert.Single(NationalRules.Answers(settings));

        var facts = Settings.Facts with { Answers = answer is null ? Settings.Facts.Answers : new Dictionary<string, string> { ["has-car"] = answer } };
        Assert.Equal(("has-car", EvidenceLevel.Borrowed, expected), (rule.Code, rule.EvidenceLevel, rule.Ask(facts)));
        Assert.Contains(NationalRules.For(settings), one => one.Code == "has-car");
    }

    private static AreaSettings Limited(string name, Limit limit) =>
        Settings.Plain with { Limits = new Dictionary<string, Limit> { [name] = limit } };

    [Theory]
    [InlineData(LimitNames.MinimumAge, 18, 17, Answer.No)]
    [InlineData(LimitNames.MinimumAge, 18, 18, Answer.Yes)]
    [InlineData(LimitNames.MinimumAge, 18, null, Answer.Unknown)]
    [InlineData(LimitNames.MaximumAge, 65, 65, Answer.Yes)]
    [InlineData(LimitNames.MaximumAge, 65, 66, Answer.No)]
    public void Ages_have_borders(string limit, int value, int? age, Answer expected) =>
        Assert.Equal(expected, Asked(Settings.With(limit, value), Settings.Facts with { Age = age }));

    [Theory]
    [InlineData(LimitNames.MinimumWeeksOutOfWork, WorkSituation.OutOfWork, 3, Answer.No)]
    [InlineData(LimitNames.MinimumWeeksOutOfWork, WorkSituation.OutOfWork, 4, Answer.Yes)]
    [InlineData(LimitNames.MinimumWeeksOutOfWork, WorkSituation.OutOfWork, null, Answer.Unknown)]
    [InlineData(LimitNames.MinimumWeeksOutOfWork, WorkSituation.InWork, 3, Answer.Yes)]
    [InlineData(LimitNames.MinimumWeeksOutOfWork, WorkSituation.OffSick, null, Answer.Yes)]
    [InlineData(LimitNames.MinimumWeeksOutOfWork, null, 3, Answer.Unknown)]
    [InlineData(LimitNames.MinimumWeeksOutOfWork, null, 5, Answer.Yes)]
    [InlineData(LimitNames.MaximumWeeksOutOfWork, WorkSituation.OutOfWork, 4, Answer.Yes)]
    [InlineData(LimitNames.MaximumWeeksOutOfWork, WorkSituation.OutOfWork, 5, Answer.No)]
    [InlineData(LimitNames.MaximumWeeksOutOfWork, null, 5, Answer.Unknown)]
    public void Weeks_out_of_work_have_borders_for_people_out_of_work(string limit, WorkSituation? situation, int? weeks, Answer expected) =>
        Assert.Equal(expected, Asked(Settings.With(limit, 4), Settings.Facts with { Situation = situation, WeeksOutOfWork = weeks }));

    [Theory]
    [InlineData(true, Answer.Yes)]
    [InlineData(false, Answer.No)]
    [InlineData(null, Answer.Unknown)]
    public void Requirements_ask_their_own_fact(bool? known, Answer expected)
    {
        Assert.Equal(expected, Asked(Settings.Requires(RequirementNames.RightToWork), Settings.Facts with { RightToWork = known }));
        Assert.Equal(expected, Asked(Settings.Requires(RequirementNames.RegisteredWithGp), Settings.Facts with { RegisteredWithGp = known }));
        Assert.Equal(expected, Asked(Settings.Requires(RequirementNames.WantsPaidWork), Settings.Facts with { WantsPaidWork = known }));
    }

    [Fact]
    public void A_requirement_that_is_switched_off_is_no_rule() =>
        Assert.Empty(NationalRules.Requirements(Settings.Requires(RequirementNames.RightToWork, applies: false)));

    [Fact]
    public void Limits_of_support_are_for_plans_and_turn_nobody_away() =>
        Assert.Empty(NationalRules.Limits(Settings.With(LimitNames.WeeksOfSupportInWork, 8))
        .Concat(NationalRules.Limits(Settings.With(LimitNames.MonthsOfSupportInAll, 12))));

    [Fact]
    public void A_rule_from_the_settings_keeps_their_standing_source_and_number()
    {
        var rule = Assert.Single(NationalRules.Limits(Settings.With(LimitNames.MinimumAge, 16, EvidenceLevel.Borrowed)));
        Assert.Equal((EvidenceLevel.Borrowed, "The service", "16"), (rule.EvidenceLevel, rule.Source, rule.Values!["limit"]));
    }

    [Theory]
    [InlineData(true, WorkSituation.InWork, EligibilityOutcome.Eligible)]
    [InlineData(true, null, EligibilityOutcome.NeedsReview)]
    [InlineData(null, WorkSituation.OffSick, EligibilityOutcome.NeedsReview)]
    [InlineData(false, WorkSituation.OutOfWork, EligibilityOutcome.NotEligible)]
    public void An_area_from_settings_alone_decides_by_the_national_rules(bool? health, WorkSituation? situation, EligibilityOutcome expected) =>
        Assert.Equal(expected, new NationalArea().Eligibility(Settings.Plain)
        .Decide(Settings.Facts with { HealthAffectsWork = health, Situation = situation }, DecisionTrace.None).Outcome);
}
