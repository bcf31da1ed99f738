namespace WorkWell.Areas.Sdk.Tests;

public sealed class NationalRoutingTests
{
    private static readonly NationalRouting Routing = new(Settings.Plain);

    private static PartnerService Service(string code) =>
        new() { Code = code, Organisation = "partner", OrganisationName = "A partner", Name = "Coaching", Coaches = true };

    private static string[] Ranked(ReferralFacts facts, params PartnerService[] services) =>
        [.. Routing.Route(facts, services).Ranked.Select(service => service.Service)];

    [Fact]
    public void The_first_offer_goes_to_a_service_that_coaches()
    {
        var routed = Routing.Route(Settings.Facts, [Service("advice") with { Coaches = false }, Service("coaching")]);
        Assert.Equal(NextStep.OfferToPartner, routed.Next);
        Assert.Equal("coaching", Assert.Single(routed.Ranked).Service);
    }

    [Fact]
    public void Nobody_who_coaches_is_a_gap_and_the_areas_own_team_takes_it_on()
    {
        var routed = Routing.Route(Settings.Facts, [Service("advice") with { Coaches = false }]);
        Assert.Equal((NextStep.AreaTeam, "no-coaching-service"), (routed.Next, Assert.Single(routed.GapReasons).Code));
    }

    [Fact]
    public void What_stopped_each_service_is_said_once()
    {
        var routed = Routing.Route(
            Settings.Facts, [Service("a") with { IsPaused = true }, Service("b") with { IsPaused = true }, Service("c") with { Capacity = 3, Open = 3 },
            Service("d") with { Catchment = ["E07999992"] }]);
        Assert.Equal(NextStep.AreaTeam, routed.Next);
        Assert.Equal(["service-paused", "service-full", "outside-catchment"], routed.GapReasons.Select(gap => gap.Code));
    }

    [Fact]
    public void What_a_service_helps_with_and_its_languages_count()
    {
        var facts = Settings.Facts with { Needs = ["housing", "money-or-debt"], Language = "gu" };
        Assert.Equal(
            ["gujarati", "both-needs", "one-need", "nothing-special"],
            Ranked(facts, Service("nothing-special"), Service("one-need") with { HelpsWith = ["housing"] },
            Service("both-needs") with { HelpsWith = ["housing", "money-or-debt"] }, Service("gujarati") with { Languages = ["en", "gu"] }));
    }

    [Fact]
    public void The_emptier_of_two_like_services_comes_first() =>
        Assert.Equal(["empty", "half"], Ranked(Settings.Facts, Service("half") with { Capacity = 10, Open = 5 }, Service("empty") with { Capacity = 10 }));

    [Fact]
    public void Like_services_are_ranked_by_code_whatever_their_order()
    {
        Assert.Equal(["a", "b"], Ranked(Settings.Facts, Service("b"), Service("a")));
        Assert.Equal(["a", "b"], Ranked(Settings.Facts, Service("a"), Service("b")));
    }

    [Fact]
    public void A_ward_catchment_rules_nobody_out_whose_ward_is_not_known()
    {
        var ward = Service("ward") with { Catchment = ["E05999991"] };
        Assert.Single(Ranked(Settings.Facts, ward));
        Assert.Single(Ranked(Settings.Facts with { Home = new() { WardCode = "E05999991" } }, ward));
        Assert.Empty(Ranked(Settings.Facts with { Home = new() { WardCode = "E05999992" } }, ward));
    }

    [Theory]
    [InlineData("E07999991", null, null, null, true)]
    [InlineData("E07000001", null, null, null, true)]
    [InlineData("E07000001", "E01999991", null, null, true)]
    [InlineData("E07000001", "E01000001", "U99999", null, true)]
    [InlineData("E07000001", "E01000001", null, "U99999", true)]
    [InlineData("E07000001", "E01000001", "U00000", "U99999", false)]
    [InlineData("E07000001", "E01000001", null, null, true)]
    public void A_catchment_compares_each_code_with_its_own_kind(string authority, string? lsoa, string? practiceNetwork, string? homeNetwork, bool serves)
    {
        var facts = Settings.Facts with { Home = new() { AuthorityCode = authority, LsoaCode = lsoa, NetworkCode = homeNetwork },
            Practice = new() { NetworkCode = practiceNetwork } };
        Assert.Equal(serves, Ranked(facts, Service("here") with { Catchment = ["E07999991", "E01999991", "U99999"] }).Length == 1);
    }

    [Fact]
    public void A_service_by_network_serves_its_own_and_one_not_known_rules_nobody_out()
    {
        var routing = new NationalRouting(Settings.Plain with { Networks = [new("Old Mill", "partner") { Aliases = ["Mill"] }, new("Canal", "other")] });
        PartnerService[] services = [Service("canal") with { Networks = ["Canal"] }, Service("mill") with { Networks = ["Old Mill"] }];

        Assert.Equal(["mill"], Codes(Settings.Facts with { Practice = new() { NetworkName = "Mill PCN" } }));
        Assert.Equal(["canal"], Codes(Settings.Facts with { Home = new() { NetworkName = "Canal" } }));
        Assert.Equal(["canal"], Codes(Settings.Facts with { Home = new() { NetworkName = "Old Mill" }, Practice = new() { NetworkName = "Canal" } }));
        Assert.Equal(["canal", "mill"], Codes(Settings.Facts with { Practice = new() { NetworkName = "Nowhere" } }));

        string[] Codes(ReferralFacts facts) => [.. routing.Route(facts, services).Ranked.Select(service => service.Service)];
    }

    [Fact]
    public void Every_place_in_a_ranking_has_a_reason() =>
        Assert.All(Routing.Route(Settings.Facts with { Language = "ar" }, [Service("a"), Service("b") with { Capacity = 0 }]).Ranked,
        service => Assert.NotEmpty(service.Reasons));
}
