using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.BirminghamSolihull;

/// <summary>WorkWell in East Birmingham and North Solihull: a footprint drawn by primary care networks, each served by one of four partners.</summary>
public sealed class BirminghamSolihullArea : IAreaPlugin
{
    private const string Source = "WorkWell Birmingham and Solihull, as the service describes itself";

    /// <inheritdoc/>
    public IEligibility Eligibility(AreaSettings settings)
    {
        var footprint = new Footprint(settings);
        return new EligibilityRules(
            required:
            [
                new("in-footprint", EvidenceLevel.Stated, Source, footprint.Holds),
                NationalRules.HealthAffectsWork,
                NationalRules.InScopeOfWork,
                .. NationalRules.Limits(settings),
                .. NationalRules.Requirements(settings),
                .. NationalRules.Answers(settings),
            ],
            advice: [new("use-occupational-health-first", EvidenceLevel.Stated, Source, EmployerHasItsOwnService)]);
    }

    /// <inheritdoc/>
    public IRouting Routing(AreaSettings settings) => new RoutingByNetwork(settings);

    /// <inheritdoc/>
    public IReadOnlyList<ExtraQuestion> ExtraQuestions(AreaSettings settings) => new Footprint(settings).Questions;

    // Employers without occupational health are asked to signpost. One that has it hears "use it first", and its employee is not turned away.
    private static Answer EmployerHasItsOwnService(ReferralFacts facts) =>
        Ask.All(Ask.Is(facts.ReferralSource == ReferralSource.Employer), Ask.Is(facts.EmployerHasOccupationalHealth));
}
