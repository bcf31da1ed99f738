using FsCheck;
using FsCheck.Fluent;
using WorkWell.Areas.Testing;

namespace WorkWell.Areas.Sdk.Tests;

/// <summary>What holds for every area and whatever is known about a referral.</summary>
public sealed class EligibilityPropertiesTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true);

    // Where somebody lives or is registered can be learned from several sources, and a later one may contradict an earlier one.
    private static readonly string[] PlaceRules = ["lives-in-area", "in-footprint", "practice-in-trial-area"];

    public static TheoryData<ShippedArea> Areas => ShippedArea.Each;

    [Fact]
    public void All_five_areas_are_here() => Assert.Equal(["bsol", "dudley", "llr", "ncl", "swl"], ShippedArea.All.Select(area => area.Code));

    [Theory]
    [MemberData(nameof(Areas))]
    public void Facts_at_random_reach_every_outcome(ShippedArea area)
    {
        var random = new Random(1);
        var outcomes = Enumerable.Range(0, 3000).Select(_ => area.Rules.Decide(RandomFacts.Draw(area, random), DecisionTrace.None).Outcome)
            .CountBy(outcome => outcome).ToDictionary();
        foreach (var outcome in Enum.GetValues<EligibilityOutcome>())
            Assert.True(outcomes.GetValueOrDefault(outcome) >= 30, $"{outcome}: {outcomes.GetValueOrDefault(outcome)} of 3000");
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Not_knowing_a_fact_never_turns_somebody_eligible_into_somebody_refused(ShippedArea area)
    {
        var rules = area.Rules;
        Prop.ForAll(RandomFacts.For(area), facts =>
            Outcome(rules, facts) != EligibilityOutcome.Eligible || KnownFact.Of(facts)
            .All(known => Outcome(rules, known.Without) != EligibilityOutcome.NotEligible)).Check(Many);
        Prop.ForAll(RandomFacts.WithSomeForgotten(area), pair =>
            Outcome(rules, pair.More) != EligibilityOutcome.Eligible || Outcome(rules, pair.Less) != EligibilityOutcome.NotEligible).Check(Many);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Somebody_refused_stays_refused_when_more_is_learned_unless_it_is_about_the_place_that_refused(ShippedArea area)
    {
        var rules = area.Rules;
        Prop.ForAll(RandomFacts.WithSomeForgotten(area), pair =>
        {
            var before = rules.Decide(pair.Less, DecisionTrace.None);
            if (before.Outcome != EligibilityOutcome.NotEligible) return true;
            var after = Outcome(rules, pair.More);
            return before.Reasons.All(reason => PlaceRules.Contains(reason.Code)) ? after != EligibilityOutcome.Eligible
                : after == EligibilityOutcome.NotEligible;
        }).Check(Many);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Learning_more_only_ever_answers_open_questions(ShippedArea area)
    {
        var rules = area.Rules.Required.Where(rule => !PlaceRules.Contains(rule.Code)).ToArray();
        Prop.ForAll(RandomFacts.WithSomeForgotten(area), pair =>
            rules.All(rule => rule.Ask(pair.Less) is var before && (before == Answer.Unknown || before == rule.Ask(pair.More)))).Check(Many);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void A_plain_yes_allocates_nothing_and_any_answer_without_a_kept_trace_at_most_200_bytes(ShippedArea area)
    {
        var rules = area.Rules;
        var random = new Random(3);
        // A place that is only a name has to be compared letter by letter, which is not what this is about.
        var facts = Enumerable.Range(0, 1000).Select(_ => RandomFacts.Draw(area, random))
            .Select(one => one with { Home = one.Home with { StatedName = null, NetworkName = null }, Practice = one.Practice with { NetworkName = null },
            Answers = new Dictionary<string, string>() }).ToArray();
        foreach (var one in facts) rules.Decide(one, DecisionTrace.None);
        foreach (var one in facts)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var decision = rules.Decide(one, DecisionTrace.None);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.InRange(bytes, 0, ReferenceEquals(decision, EligibilityDecision.Eligible()) ? 0 : 200);
        }
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void With_nothing_known_a_person_looks(ShippedArea area)
    {
        var decision = area.Rules.Decide(new() { ReceivedOn = new(2026, 9, 7) }, DecisionTrace.None);
        Assert.Equal(EligibilityOutcome.NeedsReview, decision.Outcome);
        Assert.All(decision.Reasons, reason => Assert.EndsWith("-unknown", reason.Code));
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Whatever_is_not_a_yes_says_why(ShippedArea area)
    {
        var rules = area.Rules;
        Prop.ForAll(RandomFacts.For(area),
            facts => rules.Decide(facts, DecisionTrace.None) is var decision
            && decision.Outcome == EligibilityOutcome.Eligible == (decision.Reasons.Count == 0)).Check(Many);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_rule_leaves_its_line_and_the_trace_changes_nothing(ShippedArea area)
    {
        var rules = area.Rules;
        string[] expected = [.. rules.Required.Concat(rules.Priorities).Concat(rules.Advice).Select(rule => rule.Code)];
        Prop.ForAll(RandomFacts.For(area), facts =>
        {
            var trace = DecisionTrace.Start();
            var traced = rules.Decide(facts, trace);
            return trace.Lines.Select(line => line.Rule).SequenceEqual(expected) && Words(traced) == Words(rules.Decide(facts, DecisionTrace.None));
        }).Check(Many);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void The_order_in_which_facts_are_listed_never_matters(ShippedArea area)
    {
        var rules = area.Rules;
        var routing = area.Plugin.Routing(area.Settings);
        var services = area.Services();
        Prop.ForAll(RandomFacts.For(area), facts =>
        {
            var other = facts with
            {
                Needs = [.. facts.Needs.Reverse()],
                MeetingWays = [.. facts.MeetingWays.Reverse()],
                Groups = facts.Groups.Reverse().ToDictionary(),
                Answers = facts.Answers.Reverse().ToDictionary(),
            };
            return Words(rules.Decide(facts, DecisionTrace.None)) == Words(rules.Decide(other, DecisionTrace.None))
                && Words(routing.Route(facts, services)) == Words(routing.Route(other, [.. services.Reverse()]));
        }).Check(Many);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void The_same_facts_give_the_same_decision_again_on_any_thread(ShippedArea area)
    {
        var (first, second) = (area.Rules, area.Rules);
        var random = new Random(7);
        var facts = Enumerable.Range(0, 2000).Select(_ => RandomFacts.Draw(area, random)).ToArray();
        var once = facts.Select(one => Words(first.Decide(one, DecisionTrace.None))).ToArray();
        Parallel.For(0, facts.Length, i => Assert.Equal(once[i], Words((i % 2 == 0 ? first : second).Decide(facts[i], DecisionTrace.None))));
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void A_criterion_that_nobody_states_never_refuses(ShippedArea area)
    {
        var stated = new EligibilityRules(area.Rules.Required);
        var loose = area.Settings with
        {
            Limits = LimitNames.All.ToDictionary(name => name, name => new Limit(30, EvidenceLevel.NotStated, "Nobody")),
            Requirements = RequirementNames.All.Where(name => name != RequirementNames.PracticeInAreaIsEnough)
            .ToDictionary(name => name, _ => new Requirement(true, EvidenceLevel.NotStated, "Nobody")),
        };
        var guessed = NationalRules.Limits(loose).Concat(NationalRules.Requirements(loose)).Select(rule => rule with { Code = "guessed-" + rule.Code })
            .ToArray();
        var both = new EligibilityRules([.. area.Rules.Required, .. guessed]);
        Assert.Equal(7, guessed.Length);
        Prop.ForAll(RandomFacts.For(area),
            facts => (Outcome(both, facts) == EligibilityOutcome.NotEligible) == (Outcome(stated, facts) == EligibilityOutcome.NotEligible)).Check(Many);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Priority_and_advice_never_change_the_answer(ShippedArea area)
    {
        var (rules, bare) = (area.Rules, new EligibilityRules(area.Rules.Required));
        Prop.ForAll(RandomFacts.For(area), facts => Outcome(rules, facts) == Outcome(bare, facts)).Check(Many);
    }

    private static EligibilityOutcome Outcome(EligibilityRules rules, ReferralFacts facts) => rules.Decide(facts, DecisionTrace.None).Outcome;

    private static string Words(EligibilityDecision decision) =>
        $"{decision.Outcome}: {Words(decision.Reasons)} / {Words(decision.Priorities)} / {Words(decision.Advice)}";

    private static string Words(RoutingDecision decision) =>
        $"{decision.Next}: {string.Join(',', decision.Ranked.Select(service => $"{service.Service} {service.Score} {Words(service.Reasons)}"))} / {string.Join(
        ',', decision.GapReasons.Select(gap => gap.Code).Order(StringComparer.Ordinal))}";

    private static string Words(IReadOnlyList<Reason> reasons) => string.Join(',', reasons.Select(reason => reason.Code));
}
