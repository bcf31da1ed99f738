using WorkWell.Areas.Sdk;
using WorkWell.Areas.Testing;

namespace WorkWell.Areas.LeicesterLeicestershireRutland.Tests;

public sealed class FocusPlaceTests
{
    private static readonly AreaSettings Settings = AreaFiles.Settings("llr");
    private static readonly IEligibility Rules = new LeicesterLeicestershireRutlandArea().Eligibility(Settings);
    private static readonly ReferralFacts Anyone = new() { ReceivedOn = new(2026, 9, 7), Situation = WorkSituation.InWork, HealthAffectsWork = true };

    public static TheoryData<string> Codes => [.. Settings.FocusPlaces.SelectMany(place => place.Codes)];

    public static TheoryData<string, string?> Names =>
        [.. Settings.FocusPlaces.SelectMany(place => place.Aliases.Prepend(place.Name).Select(name => (name, place.Within)))];

    private static EligibilityDecision Decide(HomePlace home) => Rules.Decide(Anyone with { Home = home }, DecisionTrace.None);

    [Fact]
    public void All_21_places_that_the_service_names_are_here() => Assert.Equal(21, Settings.FocusPlaces.Count);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_place_counts_by_its_code(string code)
    {
        var isAuthority = Settings.Authorities.Any(place => place.Codes.Contains(code));
        var decision = Decide(isAuthority ? new() { AuthorityCode = code } : new() { AuthorityCode = "E07000130", WardCode = code });
        Assert.Equal(EligibilityOutcome.Eligible, decision.Outcome);
        Assert.Equal("focus-place", Assert.Single(decision.Priorities).Code);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_place_counts_by_every_name_it_goes_by(string name, string? within)
    {
        Assert.Single(Decide(new() { AuthorityCode = within, StatedName = name }).Priorities);
        Assert.Single(Decide(new() { AuthorityCode = within, StatedName = name.ToUpperInvariant() + "!" }).Priorities);
        if (within is not null) Assert.Empty(Decide(new() { AuthorityCode = "E07000133", StatedName = name }).Priorities);
    }

    [Fact]
    public void Living_outside_a_focus_place_changes_nothing_but_the_order()
    {
        WorkSituation?[] situations = [null, .. Enum.GetValues<WorkSituation>().Cast<WorkSituation?>()];
        foreach (var authority in Settings.Authorities.SelectMany(place => place.Codes))
        {
            foreach (var situation in situations)
            {
                foreach (var health in (bool?[])[null, true, false])
                {
                    var facts = Anyone with { Situation = situation, HealthAffectsWork = health, Home = new() { AuthorityCode = authority } };
                    var inside = Rules.Decide(facts with { Home = facts.Home with { WardCode = "E05014682" } }, DecisionTrace.None);
                    var outside = Rules.Decide(facts with { Home = facts.Home with { WardCode = "E05000001" } }, DecisionTrace.None);
                    Assert.Equal(inside.Outcome, outside.Outcome);
                    Assert.Equal(inside.Reasons, outside.Reasons);
                    Assert.Single(inside.Priorities);
                }
            }
        }
    }
}
