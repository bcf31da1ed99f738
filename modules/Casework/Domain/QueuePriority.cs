using WorkWell.Areas.Sdk;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>Which cases are seen first, and why.</summary>
internal static class QueuePriority
{
    /// <summary>Every reason, most pressing first.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["urgent-concern", "at-risk-of-losing-job", "off-sick", "area-priority"];

    public static (CasePriority Priority, IReadOnlyList<string> Because) Of(ReferralSummary summary, ReferralFacts facts)
    {
        bool[] holds =
        [
            summary.IsUrgent, facts.AtRiskOfLosingJob == true, facts.Situation == WorkSituation.OffSick,
            // What the area's own rules put first, such as a focus place.
            summary.Priorities.Count > 0,
        ];
        var because = Reasons.Where((_, place) => holds[place]).ToArray();
        return (summary.IsUrgent ? CasePriority.Urgent : because.Length > 0 ? CasePriority.Soon : CasePriority.Usual, because);
    }
}
