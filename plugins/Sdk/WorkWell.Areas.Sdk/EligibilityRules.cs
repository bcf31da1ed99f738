namespace WorkWell.Areas.Sdk;

/// <summary>
/// One rule: a question about the facts, answered yes, no or unknown. A rule whose criterion nobody has published can never turn anyone away.
/// </summary>
/// <param name="Code">A stable code; also the code of the reason when the answer is no. An unknown answer gives the reason "CODE-unknown".</param>
/// <param name="Standing">Who says that this criterion applies.</param>
/// <param name="Source">Where they say it.</param>
/// <param name="Ask">The question. It must be a function of the facts alone.</param>
public sealed record Rule(string Code, Standing Standing, string Source, Func<ReferralFacts, Answer> Ask)
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
    private readonly Entry[] required;
    private readonly Entry[] priorities;
    private readonly Entry[] advice;

    /// <summary>Sets the rules up.</summary>
    /// <param name="required">Rules that must be met, in the order in which they are explained.</param>
    /// <param name="priorities">Rules that put a referral first when met.</param>
    /// <param name="advice">Rules that add advice when met.</param>
    public EligibilityRules(IReadOnlyList<Rule> required, IReadOnlyList<Rule>? priorities = null, IReadOnlyList<Rule>? advice = null)
    {
        this.required = [.. required.Select(rule => new Entry(rule))];
        this.priorities = [.. (priorities ?? []).Select(rule => new Entry(rule))];
        this.advice = [.. (advice ?? []).Select(rule => new Entry(rule))];
    }

    /// <inheritdoc/>
    public EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace)
    {
        List<Reason>? refusals = null, questions = null;
        foreach (var entry in required)
        {
            var answer = Ask(entry, facts, trace);
            if (answer == Answer.Yes) continue;
            if (answer == Answer.No && entry.Rule.Standing != Standing.NotStated) (refusals ??= []).Add(entry.No);
            else (questions ??= []).Add(answer == Answer.No ? entry.No : entry.Unknown);
        }

        var decision = refusals is not null ? EligibilityDecision.NotEligible(refusals)
            : questions is not null ? EligibilityDecision.NeedsReview(questions)
            : EligibilityDecision.Eligible();
        var first = Met(priorities, facts, trace);
        var said = Met(advice, facts, trace);
        return first is null && said is null ? decision : decision with { Priorities = first ?? [], Advice = said ?? [] };
    }

    private static Answer Ask(Entry entry, ReferralFacts facts, DecisionTrace trace)
    {
        var answer = entry.Rule.Ask(facts);
        trace.Add(entry.Rule.Code, answer, entry.Rule.Standing);
        return answer;
    }

    private static List<Reason>? Met(Entry[] entries, ReferralFacts facts, DecisionTrace trace)
    {
        List<Reason>? met = null;
        foreach (var entry in entries)
        {
            if (Ask(entry, facts, trace) == Answer.Yes) (met ??= []).Add(entry.No);
        }
        return met;
    }

    /// <summary>A rule with its reasons made once.</summary>
    private sealed class Entry(Rule rule)
    {
        public Rule Rule { get; } = rule;
        public Reason No { get; } = new(rule.Code, rule.Values);
        public Reason Unknown { get; } = new(rule.Code + "-unknown", rule.Values);
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
}
