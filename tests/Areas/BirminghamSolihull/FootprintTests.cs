using WorkWell.Areas.Sdk;
using WorkWell.Areas.Testing;

namespace WorkWell.Areas.BirminghamSolihull.Tests;

public sealed class FootprintTests
{
    private const string Listed = "Small Heath";
    private const string OnNoList = "Pershore Road";

    private static readonly AreaSettings Settings = AreaFiles.Settings("bsol");
    private static readonly IEligibility Rules = new BirminghamSolihullArea().Eligibility(Settings);

    /// <summary>Every combination of what may be known of home and practice, with the answer written out here a second time.</summary>
    [Fact]
    public void Whatever_is_known_of_home_and_practice_the_footprint_answers_as_agreed()
    {
        var tried = 0;
        foreach (var practiceNetwork in (string?[])[null, Listed, OnNoList])
        {
            foreach (var practiceBoard in (string?[])[null, "QHL", "QUA"])
            {
                foreach (var authority in (string?[])[null, "E08000025", "E08000030"])
                {
                    foreach (var homeNetwork in (string?[])[null, Listed, OnNoList])
                    {
                        var facts = Facts with
                        {
                            Practice = new() { NetworkName = practiceNetwork, BoardCode = practiceBoard },
                            Home = new() { AuthorityCode = authority, NetworkName = homeNetwork },
                        };
                        Assert.Equal(Expected(practiceNetwork, practiceBoard == "QUA", authority == "E08000030", homeNetwork),
                            Rules.Decide(facts, DecisionTrace.None).Outcome);
                        tried++;
                    }
                }
            }
        }
        Assert.Equal(81, tried);
    }

    private static ReferralFacts Facts { get; } = new() { ReceivedOn = new(2026, 9, 7), Situation = WorkSituation.InWork, HealthAffectsWork = true };

    private static EligibilityOutcome Expected(string? practiceNetwork, bool isPracticeElsewhere, bool isHomeElsewhere, string? homeNetwork)
    {
        var isHomeListed = homeNetwork == Listed;
        if (practiceNetwork == Listed && !isPracticeElsewhere) return EligibilityOutcome.Eligible;
        if (practiceNetwork is null && !isPracticeElsewhere && isHomeListed && !isHomeElsewhere) return EligibilityOutcome.Eligible;
        if (practiceNetwork != Listed && isPracticeElsewhere && isHomeElsewhere && !isHomeListed) return EligibilityOutcome.NotEligible;
        return EligibilityOutcome.NeedsReview;
    }

    [Fact]
    public void A_network_on_no_list_is_checked_and_never_refused_in_the_board()
    {
        foreach (var name in (string[])["Solihull Rural", "Washwood", "Small Heeth", "", "Sähëlï", "\ud800"])
        {
            var decision = Rules.Decide(Facts with { Practice = new() { NetworkName = name, BoardCode = "QHL" } }, DecisionTrace.None);
            Assert.Equal("in-footprint-unknown", Assert.Single(decision.Reasons).Code);
        }
    }

    [Fact]
    public void People_choose_their_neighbourhood_from_the_networks_of_the_settings()
    {
        var question = Assert.Single(new BirminghamSolihullArea().ExtraQuestions(Settings));
        Assert.True(question.DecidesEligibility);
        Assert.Equal(
            ["shard-end-and-kitts-green", "birmingham-east-central", "washwood-heath-and-nechells", "saltley-and-alum-rock", "small-heath", "bordesley-east",
            "north-solihull", "somewhere-else"],
            question.Options);
        Assert.All(question.Options.SkipLast(1),
            option => Assert.Equal(EligibilityOutcome.Eligible, Rules.Decide(question.AddTo(Facts, option), DecisionTrace.None).Outcome));
        Assert.Equal(EligibilityOutcome.NeedsReview, Rules.Decide(question.AddTo(Facts, "somewhere-else"), DecisionTrace.None).Outcome);
        Assert.Empty(new BirminghamSolihullArea().ExtraQuestions(Settings with { Networks = [] }));
    }

    [Fact]
    public void Only_an_employer_with_occupational_health_is_pointed_there_and_nobody_is_refused_for_it()
    {
        foreach (var referralSource in Enum.GetValues<ReferralSource>())
        {
            foreach (var known in (bool?[])[null, true, false])
            {
                var decision = Rules.Decide(
                    Facts with { ReferralSource = referralSource, EmployerHasOccupationalHealth = known, Practice = new() { NetworkName = Listed } },
                    DecisionTrace.None);
                Assert.Equal(EligibilityOutcome.Eligible, decision.Outcome);
                Assert.Equal(referralSource == ReferralSource.Employer && known == true ? ["use-occupational-health-first"] : [],
                    decision.Advice.Select(advice => advice.Code));
            }
        }
    }

    [Fact]
    public void The_pilot_first_aims_to_reach_1500_people() =>
        Assert.Equal((1500, EvidenceLevel.Stated), (Assert.Single(Settings.Targets).Number, Settings.Targets[0].EvidenceLevel));
}
