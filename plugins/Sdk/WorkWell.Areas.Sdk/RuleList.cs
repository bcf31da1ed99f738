using System.Numerics;

namespace WorkWell.Areas.Sdk;

/// <summary>Up to 64 rules, asked together: one bit for each, so that nothing is allocated until there is something to say.</summary>
internal sealed class RuleList
{
    private readonly Rule[] rules;
    private readonly Func<ReferralFacts, Answer>[] asks;
    private readonly IReadOnlyList<Reason>[] plain;
    private readonly IReadOnlyList<Reason>[] unknown;

    public RuleList(IReadOnlyList<Rule> rules)
    {
        if (rules.Count > 64) throw new ArgumentException("64 rules at most.", nameof(rules));
        if (rules.GroupBy(rule => rule.Code).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two rules are called '{twice.Key}'.", nameof(rules));
        this.rules = [.. rules];
        asks = [.. rules.Select(rule => rule.Ask)];
        plain = [.. rules.Select(rule => (IReadOnlyList<Reason>)[new(rule.Code, rule.Values)])];
        unknown = [.. rules.Select(rule => (IReadOnlyList<Reason>)[new(rule.Code + "-unknown", rule.Values)])];
        for (var i = 0; i < rules.Count; i++)
        {
            All |= 1UL << i;
            if (rules[i].EvidenceLevel != EvidenceLevel.NotStated) Refusing |= 1UL << i;
        }
    }

    public IReadOnlyList<Rule> Rules => rules;

    /// <summary>The bit of every rule.</summary>
    public ulong All { get; }

    /// <summary>The bits of the rules whose "no" refuses.</summary>
    public ulong Refusing { get; }

    public (ulong Yes, ulong No) Answers(ReferralFacts facts, DecisionTrace trace)
    {
        var (yes, no, isKept) = (0UL, 0UL, trace.IsKept);
        for (var i = 0; i < asks.Length; i++)
        {
            var answer = asks[i](facts);
            if (answer == Answer.Yes) yes |= 1UL << i;
            else if (answer == Answer.No) no |= 1UL << i;
            if (isKept) trace.Add(rules[i].Code, answer, rules[i].EvidenceLevel);
        }
        return (yes, no);
    }

    /// <summary>The reasons of the chosen rules. One reason, the usual case, is a list made once.</summary>
    /// <param name="chosen">The bits of the rules.</param>
    /// <param name="answered">The bits of those that were answered; the others give the reason of an unknown answer.</param>
    public IReadOnlyList<Reason> Reasons(ulong chosen, ulong answered)
    {
        if (chosen == 0) return [];
        if (BitOperations.IsPow2(chosen)) return Alone(BitOperations.TrailingZeroCount(chosen));

        var reasons = new Reason[BitOperations.PopCount(chosen)];
        for (var i = 0; i < reasons.Length; i++, chosen &= chosen - 1) reasons[i] = Alone(BitOperations.TrailingZeroCount(chosen))[0];
        return reasons;

        IReadOnlyList<Reason> Alone(int rule) => ((answered >> rule) & 1) == 1 ? plain[rule] : unknown[rule];
    }
}
