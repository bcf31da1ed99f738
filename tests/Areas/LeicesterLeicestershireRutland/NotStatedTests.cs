using WorkWell.Areas.Sdk;
using WorkWell.Areas.Testing;

namespace WorkWell.Areas.LeicesterLeicestershireRutland.Tests;

public sealed class NotStatedTests
{
    private static readonly AreaSettings Settings = AreaFiles.Settings("llr");
    private static readonly ReferralFacts Anyone = new()
    {
        ReceivedOn = new(2026, 9, 7),
        Home = new() { AuthorityCode = "E06000017" },
        Situation = WorkSituation.OutOfWork,
        HealthAffectsWork = true,
    };

    private static EligibilityOutcome Decide(ReferralFacts facts, AreaSettings? settings = null) =>
        new LeicesterLeicestershireRutlandArea().Eligibility(settings ?? Settings).Decide(facts, DecisionTrace.None).Outcome;

    [Fact]
    public void Nothing_that_nobody_states_is_set()
    {
        Assert.Empty(Settings.Limits);
        Assert.Empty(Settings.Requirements);
        Assert.Empty(Settings.Targets);
    }

    [Fact]
    public void No_age_no_time_out_of_work_and_no_door_ever_matters()
    {
        foreach (var referralSource in Enum.GetValues<ReferralSource>())
        {
            foreach (var age in (int?[])[null, 0, 15, 16, 17, 18, 66, 99])
            {
                foreach (var weeks in (int?[])[null, 0, 3, 4, 5, 26, 52, 2000])
                {
                    Assert.Equal(EligibilityOutcome.Eligible, Decide(Anyone with { ReferralSource = referralSource, Age = age, WeeksOutOfWork = weeks }));
                }
            }
        }
    }

    [Fact]
    public void Neither_registration_nor_right_to_work_nor_wish_for_work_ever_matters()
    {
        foreach (var known in (bool?[])[null, true, false])
        {
            Assert.Equal(EligibilityOutcome.Eligible,
                Decide(Anyone with { RegisteredWithGp = known, RightToWork = known, WantsPaidWork = known, LeftWorkBecauseOfHealth = known }));
            Assert.Equal(EligibilityOutcome.Eligible, Decide(Anyone with { Situation = WorkSituation.OffSick, AtRiskOfLosingJob = known }));
        }
    }

    [Fact]
    public void The_area_can_state_a_limit_later_without_new_code()
    {
        var stated = Settings with { Limits =
            new Dictionary<string, Limit> { [LimitNames.MaximumWeeksOutOfWork] = new(26, EvidenceLevel.Stated, "The service, later") } };
        Assert.Equal(EligibilityOutcome.Eligible, Decide(Anyone with { WeeksOutOfWork = 26 }, stated));
        Assert.Equal(EligibilityOutcome.NotEligible, Decide(Anyone with { WeeksOutOfWork = 27 }, stated));
    }

    [Fact]
    public void All_five_doors_are_open_and_Gujarati_is_spoken()
    {
        Assert.Equal(Enum.GetValues<ReferralSource>(), Settings.ReferralSources.Order());
        Assert.Contains("gu", Settings.Languages);
    }
}
