using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.LeicesterLeicestershireRutland;

/// <summary>WorkWell in Leicester, Leicestershire and Rutland: three situations, five doors, and places where need is highest.</summary>
public sealed class LeicesterLeicestershireRutlandArea : IAreaPlugin
{
    private const string Source = "WorkWell Leicester, Leicestershire and Rutland, as the service describes itself";

    /// <inheritdoc/>
    public IEligibility Eligibility(AreaSettings settings)
    {
        var places = new AreaPlaces(settings);
        return new EligibilityRules(
            required:
            [
                NationalRules.LivesOrRegisteredHere(settings),
                NationalRules.HealthAffectsWork,
                new("one-of-three-situations", EvidenceLevel.Stated, Source, OneOfThreeSituations),
                .. NationalRules.Limits(settings),
                .. NationalRules.Requirements(settings),
                .. NationalRules.Answers(settings),
            ],
            // A list of focus places raises a referral and never bars one: living elsewhere in the area is no answer at all.
            priorities: [new("focus-place", EvidenceLevel.Stated, Source, facts => places.HomeIsInFocusPlace(facts.Home))]);
    }

    // In work and struggling; on long-term sick leave and at risk of losing the job; recently unemployed and held back by health.
    // Somebody off sick whose job is safe is still in work and struggling. How recent "recently" is, nobody states, so no number of weeks refuses.
    private static Answer OneOfThreeSituations(ReferralFacts facts) => facts.Situation switch
    {
        WorkSituation.InWork or WorkSituation.OffSick or WorkSituation.OutOfWork => Answer.Yes,
        _ => Answer.Unknown,
    };
}
