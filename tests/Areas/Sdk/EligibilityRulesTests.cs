namespace WorkWell.Areas.Sdk.Tests;

public sealed class EligibilityRulesTests
{
    private static readonly ReferralFacts Anyone = Settings.Facts;

    private static Rule Rule(string code, Answer answer, EvidenceLevel evidenceLevel = EvidenceLevel.Stated) =>
        new(code, evidenceLevel, "The service", _ => answer);

    private static EligibilityDecision Decide(params Rule[] rules) => new EligibilityRules(rules).Decide(Anyone, DecisionTrace.None);

    private static string[] Codes(IReadOnlyList<Reason> reasons) => [.. reasons.Select(reason => reason.Code)];

    [Fact]
    public void All_yes_is_eligible_and_allocates_no_decision()
    {
        var rules = new EligibilityRules([Rule("a", Answer.Yes), Rule("b", Answer.Yes)]);
        Assert.Equal(EligibilityOutcome.Eligible, rules.Decide(Anyone, DecisionTrace.None).Outcome);
        Assert.Same(EligibilityDecision.Eligible(), rules.Decide(Anyone, DecisionTrace.None));
    }

    [Fact]
    public void A_refusal_gives_only_what_refuses_in_the_order_of_the_rules()
    {
        var decision = Decide(Rule("a", Answer.No), Rule("b", Answer.Unknown), Rule("c", Answer.Yes), Rule("d", Answer.No, EvidenceLevel.Borrowed));
        Assert.Equal(EligibilityOutcome.NotEligible, decision.Outcome);
        Assert.Equal(["a", "d"], Codes(decision.Reasons));
    }

    [Fact]
    public void A_review_gives_every_open_question_in_the_order_of_the_rules()
    {
        var decision = Decide(Rule("a", Answer.Unknown), Rule("b", Answer.No, EvidenceLevel.NotStated), Rule("c", Answer.Yes), Rule("d", Answer.Unknown));
        Assert.Equal(EligibilityOutcome.NeedsReview, decision.Outcome);
        Assert.Equal(["a-unknown", "b", "d-unknown"], Codes(decision.Reasons));
    }

    [Fact]
    public void No_rules_at_all_is_eligible() => Assert.Equal(EligibilityOutcome.Eligible, Decide().Outcome);

    [Theory]
    [InlineData(Answer.Yes, EligibilityOutcome.Eligible)]
    [InlineData(Answer.Unknown, EligibilityOutcome.NeedsReview)]
    [InlineData(Answer.No, EligibilityOutcome.NotEligible)]
    public void Priority_and_advice_are_said_whatever_the_answer(Answer answer, EligibilityOutcome outcome)
    {
        var rules = new EligibilityRules(
            [Rule("a", answer)],
            priorities: [Rule("first", Answer.Yes), Rule("not-this", Answer.No), Rule("second", Answer.Yes)],
            advice: [Rule("unknown-advice", Answer.Unknown), Rule("use-this-first", Answer.Yes)]);
        var decision = rules.Decide(Anyone, DecisionTrace.None);
        Assert.Equal(outcome, decision.Outcome);
        Assert.Equal(["first", "second"], Codes(decision.Priorities));
        Assert.Equal(["use-this-first"], Codes(decision.Advice));
    }

    [Fact]
    public void A_reason_carries_what_its_words_may_mention()
    {
        var rule = Rule("minimum-age", Answer.Unknown) with { Values = new Dictionary<string, string> { ["limit"] = "18" } };
        Assert.Equal("18", Assert.Single(Decide(rule).Reasons).Values["limit"]);
    }

    [Fact]
    public void Every_rule_leaves_its_line_after_a_refusal_too()
    {
        var trace = DecisionTrace.Start();
        new EligibilityRules([Rule("a", Answer.No), Rule("b", Answer.Yes, EvidenceLevel.Borrowed)], [Rule("p", Answer.Yes)],
            [Rule("v", Answer.Unknown, EvidenceLevel.NotStated)]).Decide(Anyone, trace);
        Assert.Equal(
            [new("a", Answer.No, EvidenceLevel.Stated), new("b", Answer.Yes, EvidenceLevel.Borrowed), new("p", Answer.Yes, EvidenceLevel.Stated),
            new("v", Answer.Unknown, EvidenceLevel.NotStated)],
            trace.Lines);
    }

    [Fact]
    public void Sixty_four_rules_work_and_more_are_refused()
    {
        Rule[] rules = [.. Enumerable.Range(0, 64).Select(i => Rule($"rule-{i}", i is 0 or 63 ? Answer.Unknown : Answer.Yes))];
        Assert.Equal(["rule-0-unknown", "rule-63-unknown"], Codes(Decide(rules).Reasons));
        Assert.Throws<ArgumentException>(() => new EligibilityRules([.. rules, Rule("rule-64", Answer.Yes)]));
    }

    [Fact]
    public void Two_rules_of_one_list_cannot_share_a_code() => Assert.Throws<ArgumentException>(() => Decide(Rule("a", Answer.Yes), Rule("a", Answer.Yes)));

    [Fact]
    public void A_decision_that_is_not_a_yes_cannot_be_built_without_a_reason()
    {
        Assert.Throws<ArgumentException>(() => EligibilityDecision.NotEligible([]));
        Assert.Throws<ArgumentException>(() => EligibilityDecision.NeedsReview([]));
    }

    [Theory]
    [InlineData("lives-in-area", true)]
    [InlineData("a1", true)]
    [InlineData("", false)]
    [InlineData("Lives", false)]
    [InlineData("lives--here", false)]
    [InlineData("-lives", false)]
    [InlineData("lives-", false)]
    [InlineData("läuft", false)]
    public void A_reason_is_a_code(string code, bool isCode)
    {
        Assert.Equal(isCode, Sdk.Codes.IsCode(code));
        if (!isCode) Assert.Throws<ArgumentException>(() => new Reason(code));
    }

    [Theory]
    [InlineData("", Answer.Unknown)]
    [InlineData("UU", Answer.Unknown)]
    [InlineData("UY", Answer.Yes)]
    [InlineData("YY", Answer.Yes)]
    [InlineData("NUN", Answer.No)]
    [InlineData("YN", Answer.Unknown)]
    [InlineData("NY", Answer.Unknown)]
    [InlineData("YNY", Answer.Unknown)]
    [InlineData("YNN", Answer.Unknown)]
    public void Sources_that_contradict_each_other_say_nothing(string sources, Answer expected) =>
        Assert.Equal(expected, Ask.Agreeing([.. sources.Select(Letter)]));

    [Theory]
    [InlineData("", Answer.No, Answer.Yes)]
    [InlineData("UN", Answer.Unknown, Answer.No)]
    [InlineData("YU", Answer.Yes, Answer.Unknown)]
    [InlineData("UYN", Answer.Yes, Answer.No)]
    [InlineData("NN", Answer.No, Answer.No)]
    [InlineData("YY", Answer.Yes, Answer.Yes)]
    public void Any_and_all_keep_what_is_not_known(string answers, Answer any, Answer all)
    {
        Assert.Equal(any, Ask.Any([.. answers.Select(Letter)]));
        Assert.Equal(all, Ask.All([.. answers.Select(Letter)]));
    }

    private static Answer Letter(char letter) => letter switch { 'Y' => Answer.Yes, 'N' => Answer.No, _ => Answer.Unknown };
}
