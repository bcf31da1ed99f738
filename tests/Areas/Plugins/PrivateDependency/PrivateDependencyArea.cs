using CsvHelper;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.PrivateDependency;

/// <summary>Works only with the library in its own folder.</summary>
public sealed class PrivateDependencyArea : IAreaPlugin
{
    public IEligibility Eligibility(AreaSettings settings) =>
        new EligibilityRules(NationalRules.For(settings), [new Rule(OldRule.Code, EvidenceLevel.Stated, "Test", _ => Answer.Yes)]);
}
