using System.Collections.Frozen;
using WorkWell.Areas.Sdk;

namespace WorkWell.Benchmarks;

/// <summary>
/// The rules of two areas as quick hand-written code: plain conditions and hard-coded values, without evidence levels, sources, traces or settings.
/// </summary>
internal static class EligibilityByHand
{
    private static readonly FrozenSet<string> LeicesterAuthorities =
        FrozenSet.Create("E06000016", "E06000017", "E07000129", "E07000130", "E07000131", "E07000132", "E07000133", "E07000134", "E07000135");

    private static readonly FrozenSet<string> LeicesterFocus = FrozenSet.Create(
        "E06000016", "E05014677", "E05014675", "E05014678", "E05014686", "E05014682", "E05005481", "E05010104", "E05010105", "E05005536", "E05012636",
        "E05012635", "E05012633", "E05012639", "E05012637");

    internal readonly record struct Decision(EligibilityOutcome Outcome, List<string>? Reasons, bool IsPriority);

    public static Decision Leicester(ReferralFacts facts)
    {
        List<string>? refused = null, asked = null;
        if (facts.Home.AuthorityCode is { } authority)
        {
            if (!LeicesterAuthorities.Contains(authority)) (refused ??= []).Add("lives-in-area");
        }
        else
        {
            (asked ??= []).Add("lives-in-area-unknown");
        }
        if (facts.HealthAffectsWork is null) (asked ??= []).Add("health-affects-work-unknown");
        else if (facts.HealthAffectsWork == false) (refused ??= []).Add("health-affects-work");
        if (facts.Situation is null) (asked ??= []).Add("one-of-three-situations-unknown");
        var isFocus = (facts.Home.WardCode is { } ward && LeicesterFocus.Contains(ward))
            || (facts.Home.AuthorityCode is { } place && LeicesterFocus.Contains(place));
        return Decide(refused, asked, isFocus);
    }

    public static Decision Dudley(ReferralFacts facts)
    {
        List<string>? refused = null, asked = null;
        switch (facts.Practice.AuthorityCode)
        {
            case "E08000027" or "E08000031" or "E08000028": break;
            case null or "E08000025": (asked ??= []).Add("practice-in-trial-area-unknown"); break;
            default: (refused ??= []).Add("practice-in-trial-area"); break;
        }
        if (facts.HealthAffectsWork is null) (asked ??= []).Add("health-is-obstacle-to-work-unknown");
        else if (facts.HealthAffectsWork == false) (refused ??= []).Add("health-is-obstacle-to-work");
        if (facts.Situation is null) (asked ??= []).Add("out-of-work-unknown");
        else if (facts.Situation != WorkSituation.OutOfWork) (refused ??= []).Add("out-of-work");
        if (facts.Age is null) (asked ??= []).Add("minimum-age-unknown");
        else if (facts.Age < 18) (refused ??= []).Add("minimum-age");
        if (facts.Situation == WorkSituation.OutOfWork)
        {
            if (facts.WeeksOutOfWork is null) (asked ??= []).Add("minimum-weeks-out-of-work-unknown");
            else if (facts.WeeksOutOfWork < 4) (refused ??= []).Add("minimum-weeks-out-of-work");
        }
        if (facts.WantsPaidWork is null) (asked ??= []).Add("wants-paid-work-unknown");
        else if (facts.WantsPaidWork == false) (refused ??= []).Add("wants-paid-work");
        return Decide(refused, asked, false);
    }

    private static Decision Decide(List<string>? refused, List<string>? asked, bool isPriority) =>
        refused is not null ? new(EligibilityOutcome.NotEligible, refused, isPriority)
        : asked is not null ? new(EligibilityOutcome.NeedsReview, asked, isPriority)
        : new(EligibilityOutcome.Eligible, null, isPriority);
}
