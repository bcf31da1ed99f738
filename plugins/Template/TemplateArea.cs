using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Template;

/// <summary>
/// A place to start from: the national rules, and one rule of the area's own. Change what your area decides for itself and leave out the rest; every member
/// that is not written here answers as the national service does. Say with each rule who states it, and where.
/// </summary>
public sealed class TemplateArea : IAreaPlugin
{
    /// <inheritdoc/>
    public IEligibility Eligibility(AreaSettings settings) => new EligibilityRules(required: NationalRules.For(settings), priorities: [MayLoseJob]);

    // A priority puts a referral first and never refuses. Its words are in the area's templates, under its code.
    private static Rule MayLoseJob { get; } = new(
        "may-lose-job", EvidenceLevel.NotStated, "This product's default; nobody has stated it", facts => Ask.Is(facts.AtRiskOfLosingJob));
}
