using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Partners.Tests;

public sealed class PartnersCheckTests(PartnersFixture given) : IClassFixture<PartnersFixture>
{
    [Fact]
    public void The_partners_of_every_shipped_area_are_in_order()
    {
        var areas = given.Host.Services.GetRequiredService<IAreaCatalogue>().Ready.Values;
        Assert.NotEmpty(areas);
        Assert.All(areas, area => Assert.Empty(new PartnersCheck().Check(area, Checkout.Path("config"))));
    }

    [Theory]
    [InlineData("helpsWith", "[\"mental-health\", \"magic\"]", "\"magic\" is not a need.")]
    [InlineData("meetingWays", "[\"telepathy\"]", "\"telepathy\" is not a way of meeting.")]
    [InlineData("languages", "[\"Gujarati\"]", "\"Gujarati\" is not a language tag")]
    [InlineData("languages", "[]", "at least one language")]
    [InlineData("networks", "[\"Atlantis\"]", "\"Atlantis\" is not the code, name or alias of a network")]
    [InlineData("catchment", "[\"E08000003\"]", "\"E08000003\" is not a place of this area")]
    [InlineData("catchment", "[\"Washwood Heath\"]", "is not a place of this area")]
    [InlineData("capacity", "0", "The capacity must be 1 or more.")]
    [InlineData("pausedUntil", "\"2026-10-01\"", "\"pausedUntil\" needs \"isPaused\": true")]
    [InlineData("offers", "[\"Two words\"]", "is not an offer of this area")]
    [InlineData("code", "\"Bad Code\"", "\"Bad Code\" is not a code")]
    [InlineData("code", "\"saheli-coaching\"", "Another service already has the code \"saheli-coaching\".")]
    public void A_wrong_value_is_named_with_its_line(string member, string value, string says)
    {
        var finding = Assert.Single(Errors(file => file["organisations"]![0]!["services"]![0]![member] = JsonNode.Parse(value)), finding => !finding.IsAdvice);

        Assert.Contains(says, finding.Says, StringComparison.Ordinal);
        Assert.Equal("config/areas/bsol/partners.json", finding.File);
        Assert.NotNull(finding.Line);
    }

    [Theory]
    [InlineData("email", "not an address", "is not an e-mail address")]
    [InlineData("web", "javascript:alert(1)", "is not a web address")]
    [InlineData("phone", "ask us", "is not a telephone number")]
    [InlineData("name", " ", "has no name")]
    public void A_wrong_way_to_reach_an_organisation_is_named(string member, string value, string says) =>
        Assert.Contains(says, Assert.Single(Errors(file => file["organisations"]![0]![member] = value)).Says, StringComparison.Ordinal);

    [Fact]
    public void A_network_whose_partner_is_missing_is_an_error_and_one_that_nobody_serves_is_advice()
    {
        var errors = Errors(file =>
        {
            file["organisations"]![0]!["code"] = "somebody-else";
            file["organisations"]![1]!["services"] = new JsonArray();
        });

        Assert.Contains(errors, finding => !finding.IsAdvice && finding.Says.Contains("\"birmingham-disability-resource-centre\"", StringComparison.Ordinal));
        Assert.Contains(errors, finding => finding.IsAdvice && finding.Says.Contains("lists the network Saltley and Alum Rock", StringComparison.Ordinal));
    }

    [Fact]
    public void An_area_where_nobody_coaches_hears_of_it_and_may_serve_all_the_same()
    {
        var errors = Errors(file =>
        {
            foreach (var service in file["organisations"]!.AsArray().SelectMany(organisation => organisation!["services"]!.AsArray()))
                service!["coaches"] = false;
        });

        Assert.True(Assert.Single(errors).IsAdvice);
    }

    private IReadOnlyList<ValidationError> Errors(Action<JsonNode> change)
    {
        var area = given.Host.Services.GetRequiredService<IAreaCatalogue>().Ready["bsol"];
        var file = JsonNode.Parse(File.ReadAllText(Checkout.Path("config", "areas", "bsol", "partners.json")))!;
        change(file);
        using var config = new ScratchConfig("bsol", file.ToJsonString(new() { WriteIndented = true }));
        return [.. new PartnersCheck().Check(area, config.Folder)];
    }

    private sealed class ScratchConfig : IDisposable
    {
        public ScratchConfig(string area, string partners)
        {
            Directory.CreateDirectory(Path.Combine(Folder, "areas", area));
            File.WriteAllText(Path.Combine(Folder, "areas", area, "partners.json"), partners);
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("check").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
