using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>
/// Which facts an area's rules still wait for. Nobody lists them: the rules are asked with the fact unknown and with each answer it could have, and where
/// nothing changes the question is not asked. So every area asks the fewest facts, and a new rule asks for its own.
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
    public bool Use(YesNoFact fact) => Change(fact.Put(facts, null), [fact.Put(facts, true), fact.Put(facts, false)]);

    /// <summary>Whether an area's own question is used.</summary>
    public bool Use(ExtraQuestion question)
    {
        var unanswered = facts with { Answers = facts.Answers.Where(answer => answer.Key != question.Code).ToDictionary() };
        unanswered = question.Fills switch
        {
            Fact.WantsPaidWork => unanswered with { WantsPaidWork = null },
            Fact.RightToWork => unanswered with { RightToWork = null },
            Fact.RegisteredWithGp => unanswered with { RegisteredWithGp = null },
            Fact.EmployerHasOccupationalHealth => unanswered with { EmployerHasOccupationalHealth = null },
            Fact.LookingFor => unanswered with { LookingFor = null },
            _ => unanswered,
        };
        return question.Kind switch
        {
            QuestionKind.YesNo => Change(unanswered, new[] { "yes", "no" }.Select(answer => question.AddTo(unanswered, answer))),
            QuestionKind.One or QuestionKind.Several => Change(unanswered, question.Options.Select(answer => question.AddTo(unanswered, answer))),
            // What somebody may write cannot be tried out.
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
