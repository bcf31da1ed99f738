using System.Text;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Testing;

namespace WorkWell.Areas.BirminghamSolihull.Tests;

public sealed class PartnerByNetworkTests
{
    private static readonly AreaSettings Settings = AreaFiles.Settings("bsol");
    private static readonly IReadOnlyList<PartnerService> Services = AreaFiles.Services("bsol");
    private static readonly IRouting Routing = new BirminghamSolihullArea().Routing(Settings);

    public static TheoryData<string, string> Networks =>
        [.. Settings.Networks.SelectMany(network => network.Aliases.Prepend(network.Name).Select(name => (name, network.Partner)))];

    private static ReferralFacts Facts { get; } = new() { ReceivedOn = new(2026, 9, 7), Situation = WorkSituation.InWork, HealthAffectsWork = true };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Each_network_has_one_partner_by_every_name_it_goes_by(string name, string partner)
    {
        var routed = Routing.Route(Facts with { Practice = new() { NetworkName = name + " PCN" } }, Services);
        Assert.Equal(NextStep.OfferToPartner, routed.Next);
        Assert.Equal(partner, Services.Single(service => service.Code == Assert.Single(routed.Ranked).Service).Organisation);
    }

    [Fact]
    public void Settings_and_partners_say_the_same()
    {
        Assert.Equal(7, Settings.Networks.Count);
        Assert.Equal(4, Settings.Networks.Select(network => network.Partner).Distinct().Count());
        Assert.All(Settings.Networks, network => Assert.Contains(network.Name, Services.Single(service => service.Organisation == network.Partner).Networks));
    }

    [Fact]
    public void The_practice_decides_before_the_home_and_the_home_before_the_neighbourhood_named()
    {
        var named = Facts with { Answers = new Dictionary<string, string> { ["neighbourhood"] = "north-solihull" } };
        var home = named with { Home = new() { NetworkName = "Small Heath" } };
        var practice = home with { Practice = new() { NetworkName = "Saltley and Alum Rock" } };
        Assert.Equal("colebridge-coaching", Routing.Route(named, Services).Ranked[0].Service);
        Assert.Equal("better-pathways-coaching", Routing.Route(home, Services).Ranked[0].Service);
        Assert.Equal("saheli-coaching", Routing.Route(practice, Services).Ranked[0].Service);
    }

    [Theory]
    [InlineData(true, null, "service-paused")]
    [InlineData(false, 0, "service-full")]
    public void The_central_team_takes_on_whom_the_partner_has_no_room_for(bool isPaused, int? capacity, string gap)
    {
        PartnerService[] services = [
            .. Services.Select(service => service.Code == "better-pathways-coaching" ? service with { IsPaused = isPaused, Capacity = capacity } : service)];
        var routed = Routing.Route(Facts with { Practice = new() { NetworkName = "Small Heath" } }, services);
        Assert.Equal(NextStep.AreaTeam, routed.Next);
        Assert.Empty(routed.Ranked);
        Assert.Contains(gap, routed.GapReasons.Select(reason => reason.Code));
    }

    [Fact]
    public void Sähëlï_keeps_its_letters()
    {
        var name = Services.Single(service => service.Organisation == "saheli-hub").OrganisationName;
        Assert.Equal("Sähëlï Hub", name);
        Assert.Equal("53C3A468C3AB6CC3AF20487562", Convert.ToHexString(Encoding.UTF8.GetBytes(name)));
    }
}
