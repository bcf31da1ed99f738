using System.Numerics;

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
    /// <param name="required">Rules that must be met, in the order in which they are explained; 64 at most.</param>
    /// <param name="priorities">Rules that put a referral first when met; 64 at most.</param>
    /// <param name="advice">Rules that add advice when met; 64 at most.</param>
    /// <exception cref="ArgumentException">There are too many rules, or two required rules share a code.</exception>
    public EligibilityRules(IReadOnlyList<Rule> required, IReadOnlyList<Rule>? priorities = null, IReadOnlyList<Rule>? advice = null)
    {
        Required = required;
        Priorities = priorities ?? [];
        Advice = advice ?? [];
        this.required = Entries(Required);
        this.priorities = Entries(Priorities);
        this.advice = Entries(Advice);
    }

    /// <summary>Rules that must be met.</summary>
    public IReadOnlyList<Rule> Required { get; }

    /// <summary>Rules that put a referral first when met.</summary>
    public IReadOnlyList<Rule> Priorities { get; }

    /// <summary>Rules that add advice when met.</summary>
    public IReadOnlyList<Rule> Advice { get; }

    /// <inheritdoc/>
    public EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace)
    {
        // One bit a rule: nothing is allocated until there is something to say.
        ulong refused = 0, asked = 0, notMet = 0, bit = 1;
        foreach (var entry in required)
        {
            var answer = Ask(entry, facts, trace);
            if (answer != Answer.Yes)
            {
                if (answer == Answer.No) notMet |= bit;
                if (answer == Answer.No && entry.Refuses) refused |= bit;
                else asked |= bit;
            }
            bit <<= 1;
        }
        var first = Reasons(priorities, Met(priorities, facts, trace), ulong.MaxValue);
        var said = Reasons(advice, Met(advice, facts, trace), ulong.MaxValue);

        if (refused != 0) return EligibilityDecision.Of(EligibilityOutcome.NotEligible, Reasons(required, refused, notMet), first, said);
        if (asked != 0) return EligibilityDecision.Of(EligibilityOutcome.NeedsReview, Reasons(required, asked, notMet), first, said);
        return EligibilityDecision.Of(EligibilityOutcome.Eligible, [], first, said);
    }

    private static Entry[] Entries(IReadOnlyList<Rule> rules)
    {
        if (rules.Count > 64) throw new ArgumentException("64 rules at most.", nameof(rules));
        if (rules.GroupBy(rule => rule.Code).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new ArgumentException($"Two rules are called '{twice.Key}'.", nameof(rules));
        return [.. rules.Select(rule => new Entry(rule))];
    }

    private static Answer Ask(Entry entry, ReferralFacts facts, DecisionTrace trace)
    {
        var answer = entry.Rule.Ask(facts);
        trace.Add(entry.Rule.Code, answer, entry.Rule.Standing);
        return answer;
    }

    private static ulong Met(Entry[] entries, ReferralFacts facts, DecisionTrace trace)
    {
        ulong met = 0, bit = 1;
        foreach (var entry in entries)
        {
            if (Ask(entry, facts, trace) == Answer.Yes) met |= bit;
            bit <<= 1;
        }
        return met;
    }

    /// <summary>The reasons of the chosen rules: one reason, the usual case, is a list made once.</summary>
    private static IReadOnlyList<Reason> Reasons(Entry[] entries, ulong chosen, ulong plain)
    {
        if (chosen == 0) return [];
        if (BitOperations.IsPow2(chosen)) return Alone(BitOperations.TrailingZeroCount(chosen));

        var reasons = new Reason[BitOperations.PopCount(chosen)];
        for (var i = 0; i < reasons.Length; i++, chosen &= chosen - 1) reasons[i] = Alone(BitOperations.TrailingZeroCount(chosen))[0];
        return reasons;

        IReadOnlyList<Reason> Alone(int index) => (plain >> index & 1) == 1 ? entries[index].Plain : entries[index].Unknown;
    }

    /// <summary>A rule with its reasons made once.</summary>
    private sealed class Entry(Rule rule)
    {
        public Rule Rule { get; } = rule;
        public bool Refuses { get; } = rule.Standing != Standing.NotStated;
        public IReadOnlyList<Reason> Plain { get; } = [new(rule.Code, rule.Values)];
        public IReadOnlyList<Reason> Unknown { get; } = [new(rule.Code + "-unknown", rule.Values)];
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

    /// <summary>What several sources of one fact say with one voice: yes or no when every source that answers says so, unknown when they contradict each other.</summary>
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
