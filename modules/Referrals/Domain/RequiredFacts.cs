using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>
/// Finds facts that could still change the decision, by evaluating the rules with the fact unknown and with each possible value. So a form asks only what
/// the area's rules use, and a new rule needs no list of questions.
/// </summary>
internal sealed class RequiredFacts(IEligibility rules, ReferralFacts facts, EligibilityDecision decision)
{
    // Far enough apart to lie on both sides of any limit that a service could set.
    private static readonly int[] Ages = [.. Enumerable.Range(1, 110)];
    private static readonly int[] Weeks = [.. Enumerable.Range(0, 110), 156, 208, 260, 520, 1040, 2600];

    /// <summary>Whether more facts could still change the answer: a "no" stays a "no", and a "yes" waits for nothing.</summary>
    public bool IsOpen => decision.Outcome == EligibilityOutcome.NeedsReview;

    public bool UseHealth =>
        Change(facts with { HealthAffectsWork = null }, new[] { true, false }.Select(affects => facts with { HealthAffectsWork = affects }));

    public bool UseAge => Change(facts with { Age = null }, Ages.Select(age => facts with { Age = age }));

    public bool UseWeeksOutOfWork => Change(facts with { WeeksOutOfWork = null }, Weeks.Select(weeks => facts with { WeeksOutOfWork = weeks }));

    public bool UseWeeksOffSick => Change(facts with { WeeksOffSick = null }, Weeks.Select(weeks => facts with { WeeksOffSick = weeks }));

    /// <summary>Whether a fact of yes or no is used.</summary>
    public bool Use(FactDescriptor fact) => Change(fact.With(facts, null), [fact.With(facts, true), fact.With(facts, false)]);

    /// <summary>Whether an area's own question is used.</summary>
    public bool Use(ExtraQuestion question)
    {
        var unanswered = facts with { Answers = facts.Answers.Where(answer => answer.Key != question.Code).ToDictionary() };
        if (question.Fills is { } filled)
        {
            unanswered = filled == Fact.LookingFor ? unanswered with { LookingFor = null }
                : FactDescriptor.All.FirstOrDefault(fact => fact.FilledBy == filled)?.With(unanswered, null) ?? unanswered;
        }
        return question.Kind switch
        {
            QuestionKind.YesNo => Change(unanswered, new[] { "yes", "no" }.Select(answer => question.AddTo(unanswered, answer))),
            QuestionKind.One or QuestionKind.Several => Change(unanswered, question.Options.Select(answer => question.AddTo(unanswered, answer))),
            // Free text has no list of values to try.
            _ => true,
        };
    }

    private bool Change(ReferralFacts unknown, IEnumerable<ReferralFacts> known)
    {
        var without = rules.Decide(unknown, DecisionTrace.None);
        return known.Select(facts => rules.Decide(facts, DecisionTrace.None)).Any(with => !Same(without, with));
    }

    private static bool Same(EligibilityDecision one, EligibilityDecision other) =>
        one.Outcome == other.Outcome && one.Reasons.Select(reason => reason.Code).SequenceEqual(other.Reasons.Select(reason => reason.Code));
}
