namespace WorkWell.Areas.Sdk;

/// <summary>The national service: what an area without code of its own runs on, from its settings alone.</summary>
public sealed class NationalArea : IAreaPlugin
{
    /// <inheritdoc/>
    public IEligibility Eligibility(AreaSettings settings) => new EligibilityRules(NationalRules.For(settings));
}
