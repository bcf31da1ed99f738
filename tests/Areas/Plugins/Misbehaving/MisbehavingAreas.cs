using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Misbehaving;

/// <summary>Its rules throw.</summary>
public sealed class ThrowingRules : IAreaPlugin, IEligibility
{
    public IEligibility Eligibility(AreaSettings settings) => this;

    public EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace) => throw new InvalidOperationException("A rule went wrong");
}

/// <summary>Its rules never come back.</summary>
public sealed class HangingRules : IAreaPlugin, IEligibility
{
    public IEligibility Eligibility(AreaSettings settings) => this;

    public EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace)
    {
        while (facts.Age != 100) { }
        return EligibilityDecision.Eligible();
    }
}

/// <summary>Its rules call themselves without end.</summary>
public sealed class OverflowingRules : IAreaPlugin, IEligibility
{
    public IEligibility Eligibility(AreaSettings settings) => this;

    public EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace) =>
        Deeper(facts.Age ?? 0) > 0 ? EligibilityDecision.Eligible() : EligibilityDecision.NeedsReview(new Reason("deep"));

    private static int Deeper(int depth) => depth < 0 ? 0 : 1 + Deeper(depth + 1) % 7 + Deeper(depth + 2) % 7;
}

/// <summary>It cannot be made.</summary>
public sealed class ThrowingConstructor : IAreaPlugin
{
    public ThrowingConstructor() => throw new NotSupportedException("Not today");

    public IEligibility Eligibility(AreaSettings settings) => throw new NotSupportedException();
}

/// <summary>It has no constructor without parameters.</summary>
public sealed class NeedsSomething(string something) : IAreaPlugin
{
    public IEligibility Eligibility(AreaSettings settings) => throw new NotSupportedException(something);
}

/// <summary>It is not a plugin.</summary>
public sealed class NotAPlugin;

/// <summary>It gives no rules.</summary>
public sealed class NoRules : IAreaPlugin
{
    public IEligibility Eligibility(AreaSettings settings) => null!;
}

/// <summary>It asks two questions under one code, and one that is no choice.</summary>
public sealed class BadQuestions : IAreaPlugin
{
    public IEligibility Eligibility(AreaSettings settings) => new NationalArea().Eligibility(settings);

    public IReadOnlyList<ExtraQuestion> ExtraQuestions(AreaSettings settings) =>
        [new("same", QuestionKind.YesNo), new("same", QuestionKind.One) { Options = ["only"] }];
}

/// <summary>It behaves until somebody is 99 years old.</summary>
public sealed class FailsLater : IAreaPlugin, IEligibility, IRouting, IFollowUpPlan
{
    public IEligibility Eligibility(AreaSettings settings) => this;

    public IRouting Routing(AreaSettings settings) => this;

    public IFollowUpPlan FollowUps(AreaSettings settings) => this;

    public EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace)
    {
        trace.Add("age", Answer.Yes, EvidenceLevel.Stated);
        return facts.Age switch { 99 => throw new InvalidOperationException($"Nobody of {facts.Home.WardCode} is 99"), 98 => null!,
            _ => EligibilityDecision.Eligible() };
    }

    public RoutingDecision Route(ReferralFacts facts, IReadOnlyList<PartnerService> services) =>
        facts.Age switch { 99 => throw new InvalidOperationException("No way"), 98 => new(NextStep.OfferToPartner, [new("nobody-knows-it", 1, [])]),
        _ => new(NextStep.AreaTeam, []) };

    public IReadOnlyList<FollowUpStep> Steps(FollowUpContext context) => context.Facts.Age == 99 ? throw new InvalidOperationException("No plan") : [];
}

/// <summary>Its rules do not return for somebody of 97 until the list of needs is no longer empty.</summary>
public sealed class LoopsLater : IAreaPlugin, IEligibility
{
    public IEligibility Eligibility(AreaSettings settings) => this;

    public EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace)
    {
        while (facts.Age == 97 && facts.Needs.Count == 0) { }
        return EligibilityDecision.Eligible();
    }
}
