namespace WorkWell.Areas.Sdk;

/// <summary>
/// One rule: a question about the facts, answered yes, no or unknown. A rule whose criterion nobody has published can never turn anyone away.
/// </summary>
/// <param name="Code">A stable code; also the code of the reason when the answer is no. An unknown answer gives the reason "CODE-unknown".</param>
/// <param name="EvidenceLevel">Who says that this criterion applies.</param>
/// <param name="Source">Where they say it.</param>
/// <param name="Ask">The question. It must be a function of the facts alone.</param>
public sealed record Rule(string Code, EvidenceLevel EvidenceLevel, string Source, Func<ReferralFacts, Answer> Ask)
{
    /// <summary>What the words of the reason may mention, such as the limit that was missed.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }
}

/// <summary>
/// Rules that must all be met. "No" to a stated or borrowed rule refuses; "no" to one that is not stated, and every unknown answer, asks a person to look.
/// Because an unknown answer can only lead to a review, it can never turn somebody eligible into somebody refused.
/// </summary>
public sealed class EligibilityRules : IEligibility
{
    private readonly RuleList required;
    private readonly RuleList priorities;
    private readonly RuleList advice;

    /// <summary>Sets the rules up.</summary>
    /// <param name="required">Rules that must be met, in the order in which they are explained; 64 at most.</param>
    /// <param name="priorities">Rules that put a referral first when met; 64 at most.</param>
    /// <param name="advice">Rules that add advice when met; 64 at most.</param>
    /// <exception cref="ArgumentException">There are too many rules, or two rules of one list share a code.</exception>
    public EligibilityRules(IReadOnlyList<Rule> required, IReadOnlyList<Rule>? priorities = null, IReadOnlyList<Rule>? advice = null)
    {
        this.required = new(required);
        this.priorities = new(priorities ?? []);
        this.advice = new(advice ?? []);
    }

    /// <summary>Rules that must be met.</summary>
    public IReadOnlyList<Rule> Required => required.Rules;

    /// <summary>Rules that put a referral first when met.</summary>
    public IReadOnlyList<Rule> Priorities => priorities.Rules;

    /// <summary>Rules that add advice when met.</summary>
    public IReadOnlyList<Rule> Advice => advice.Rules;

    /// <inheritdoc/>
    public EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace)
    {
        var (yes, no) = required.Answers(facts, trace);
        var first = priorities.Answers(facts, trace).Yes;
        var said = advice.Answers(facts, trace).Yes;
        var open = required.All & ~yes;
        if ((open | first | said) == 0) return EligibilityDecision.Eligible();

        var refused = no & required.Refusing;
        return EligibilityDecision.Of(
            refused != 0 ? EligibilityOutcome.NotEligible : open != 0 ? EligibilityOutcome.NeedsReview : EligibilityOutcome.Eligible,
            required.Reasons(refused != 0 ? refused : open, no),
            priorities.Reasons(first, first),
            advice.Reasons(said, said));
    }
}

/// <summary>Ways to answer a rule so that what is not known stays unknown.</summary>
public static class Ask
{
    /// <summary>Turns a fact into an answer.</summary>
    /// <param name="fact">The fact, or null when it was not asked or not answered.</param>
    /// <returns>Unknown for null.</returns>
    public static Answer Is(bool? fact) => fact switch { true => Answer.Yes, false => Answer.No, null => Answer.Unknown };

    /// <summary>Whether a number is at least a limit.</summary>
    /// <param name="fact">The number, or null.</param>
    /// <param name="limit">The limit itself is met.</param>
    /// <returns>Unknown for null.</returns>
    public static Answer AtLeast(int? fact, int limit) => fact is { } number ? Is(number >= limit) : Answer.Unknown;

    /// <summary>Whether a number is at most a limit.</summary>
    /// <param name="fact">The number, or null.</param>
    /// <param name="limit">The limit itself is met.</param>
    /// <returns>Unknown for null.</returns>
    public static Answer AtMost(int? fact, int limit) => fact is { } number ? Is(number <= limit) : Answer.Unknown;

    /// <summary>Yes if any is yes; otherwise unknown if any is unknown; otherwise no.</summary>
    /// <param name="answers">The answers.</param>
    /// <returns>No for no answers at all.</returns>
    public static Answer Any(params ReadOnlySpan<Answer> answers)
    {
        var result = Answer.No;
        foreach (var answer in answers)
        {
            if (answer == Answer.Yes) return Answer.Yes;
            if (answer == Answer.Unknown) result = Answer.Unknown;
        }
        return result;
    }

    /// <summary>No if any is no; otherwise unknown if any is unknown; otherwise yes.</summary>
    /// <param name="answers">The answers.</param>
    /// <returns>Yes for no answers at all.</returns>
    public static Answer All(params ReadOnlySpan<Answer> answers)
    {
        var result = Answer.Yes;
        foreach (var answer in answers)
        {
            if (answer == Answer.No) return Answer.No;
            if (answer == Answer.Unknown) result = Answer.Unknown;
        }
        return result;
    }

    /// <summary>
    /// What several sources of one fact say with one voice: yes or no when every source that answers says so, unknown when they contradict each other.
    /// </summary>
    /// <param name="answers">The answers of the sources.</param>
    /// <returns>Unknown for no answers at all.</returns>
    public static Answer Agreeing(params ReadOnlySpan<Answer> answers)
    {
        var result = Answer.Unknown;
        foreach (var answer in answers)
        {
            if (answer == Answer.Unknown || answer == result) continue;
            if (result != Answer.Unknown) return Answer.Unknown;
            result = answer;
        }
        return result;
    }
}
