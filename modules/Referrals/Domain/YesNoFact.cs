using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>A national fact that is answered with yes or no.</summary>
/// <param name="Key">Its key in addresses and words.</param>
/// <param name="FilledBy">By which an area's own question may fill it; null: by none.</param>
/// <param name="Of">What was answered.</param>
/// <param name="Give">Puts an answer into a referral.</param>
/// <param name="Put">Puts an answer into the facts, to try out what it changes.</param>
internal sealed record YesNoFact(
    string Key, Fact? FilledBy, Func<NewReferral, bool?> Of, Func<NewReferral, bool?, NewReferral> Give, Func<ReferralFacts, bool?, ReferralFacts> Put)
{
    /// <summary>Those that an area's rules may use, in the order in which they are asked.</summary>
    public static IReadOnlyList<YesNoFact> All { get; } =
    [
        new("left-work-because-of-health", null, given => given.Work.LeftWorkBecauseOfHealth,
            (given, answer) => given with { Work = given.Work with { LeftWorkBecauseOfHealth = answer } }, (facts, answer) =>
            facts with { LeftWorkBecauseOfHealth = answer }),
        new("at-risk-of-losing-job", null, given => given.Work.AtRiskOfLosingJob,
            (given, answer) => given with { Work = given.Work with { AtRiskOfLosingJob = answer } }, (facts, answer) =>
            facts with { AtRiskOfLosingJob = answer }),
        new("wants-paid-work", Fact.WantsPaidWork, given => given.Work.WantsPaidWork,
            (given, answer) => given with { Work = given.Work with { WantsPaidWork = answer } }, (facts, answer) => facts with { WantsPaidWork = answer }),
        new("right-to-work", Fact.RightToWork, given => given.Work.RightToWork,
            (given, answer) => given with { Work = given.Work with { RightToWork = answer } }, (facts, answer) => facts with { RightToWork = answer }),
        new("registered-with-gp", Fact.RegisteredWithGp, given => given.RegisteredWithGp,
            (given, answer) => given with { RegisteredWithGp = answer }, (facts, answer) => facts with { RegisteredWithGp = answer }),
    ];
}
