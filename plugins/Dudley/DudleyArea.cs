using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Dudley;

/// <summary>Thrive into Work in Dudley: a randomised trial. Whoever meets its criteria is offered the trial, not a coach.</summary>
public sealed class DudleyArea : IAreaPlugin
{
    /// <summary>The trial register, from which every rule here is taken.</summary>
    internal const string Register = "ISRCTN17267942";
    private const string Source = "Trial register " + Register;

    /// <inheritdoc/>
    public IEligibility Eligibility(AreaSettings settings) => new EligibilityRules(
    [
        new("practice-in-trial-area", EvidenceLevel.Stated, Source, new TrialPractices(settings).Hold),
        new("health-is-obstacle-to-work", EvidenceLevel.Stated, Source, facts => Ask.Is(facts.HealthAffectsWork)),
        new("out-of-work", EvidenceLevel.Stated, Source, IsOutOfWork),
        .. NationalRules.Limits(settings),
        .. NationalRules.Requirements(settings),
        .. NationalRules.Answers(settings),
    ]);

    /// <inheritdoc/>
    public IRouting Routing(AreaSettings settings) => new OfferOfTrial();

    /// <inheritdoc/>
    public IReadOnlyList<ExtraQuestion> ExtraQuestions(AreaSettings settings) =>
    [
        new("wants-paid-work", QuestionKind.YesNo) { Fills = Fact.WantsPaidWork, DecidesEligibility = true },
        TrialPractices.Question,
    ];

    /// <inheritdoc/>
    public TrialDesign Trial(AreaSettings settings) => new()
    {
        Register = Register,
        Arms = [new("ips", 1) { GetsCoaching = true }, new("control", 1)],
        OutcomeMonths = [4, 12],
        Source = Source,
    };

    private static Answer IsOutOfWork(ReferralFacts facts) => facts.Situation switch
    {
        WorkSituation.OutOfWork => Answer.Yes,
        null => Answer.Unknown,
        _ => Answer.No,
    };
}
