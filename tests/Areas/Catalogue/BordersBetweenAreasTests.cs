using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

public sealed class BordersBetweenAreasTests : IAsyncLifetime
{
    private static readonly string[] PlaceRules = ["lives-in-area", "in-footprint", "practice-in-trial-area"];

    private RunningHost host = null!;

    private IAreaCatalogue Areas => host.Services.GetRequiredService<IAreaCatalogue>();

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync();

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public void Each_border_has_one_answer()
    {
        (string What, string? Home, string? PracticeBoard, string? PracticePlace, string? Area)[] borders =
        [
            ("a Walsall address at a Dudley practice", "E08000030", "QUA", "E08000027", "dudley"),
            ("a Walsall address at a Walsall practice", "E08000030", "QUA", "E08000030", null),
            ("a Wolverhampton address at a Wolverhampton practice", "E08000031", "QUA", "E08000031", "dudley"),
            ("a Dudley address at a Birmingham practice", "E08000027", "QHL", "E08000025", "dudley"),
            ("a Birmingham address at a Wolverhampton practice", "E08000025", "QUA", "E08000031", "bsol"),
            ("a Sandwell address at a Birmingham practice", "E08000028", "QHL", "E08000025", "bsol"),
            ("south of Solihull", "E08000029", null, null, "bsol"),
            ("Rutland", "E06000017", null, null, "llr"),
            ("over Rutland's border", "E07000141", null, null, null),
            ("no home, and a Leicester practice", null, "QK1", "E06000016", "llr"),
            ("a Nuneaton address at a Hinckley practice", "E07000219", "QK1", "E07000132", null),
            ("Wandsworth", "E09000032", null, null, "swl"),
            ("Lambeth", "E09000022", null, null, null),
            ("Islington", "E09000019", null, null, "ncl"),
            ("nothing known", null, null, null, null),
        ];
        Assert.All(borders, border =>
            Assert.Equal((border.What, border.Area), (border.What, Find(border.Home, border.PracticeBoard, border.PracticePlace)?.Code)));
    }

    [Fact]
    public void Whoever_is_brought_to_an_area_is_never_refused_there_for_the_place()
    {
        string?[] authorities = [
            null, .. Areas.Ready.Values.SelectMany(area => area.Settings.Authorities).SelectMany(place => place.Codes), "E08000028", "E08000030", "E08000031",
            "E09000022", "E07000219"];
        string?[] boards = [null, "QK1", "QHL", "QUA", "QWE", "QXX"];
        var brought = 0;
        foreach (var home in authorities)
        {
            foreach (var practiceBoard in boards)
            {
                foreach (var practicePlace in authorities)
                {
                    if (Find(home, practiceBoard, practicePlace) is not { } area) continue;
                    brought++;
                    var facts = new ReferralFacts { ReceivedOn = new(2026, 9, 7), Home = new() { AuthorityCode = home },
                        Practice = Practice(practiceBoard, practicePlace) };
                    var refusals = area.Eligibility.Decide(facts, DecisionTrace.None) is { Outcome: EligibilityOutcome.NotEligible } decision
                        ? decision.Reasons : [];
                    // A trial may still be closed to somebody who lives in its area: its register counts the practice.
                    Assert.DoesNotContain(refusals, reason => PlaceRules.Contains(reason.Code) && area.Trial is null);
                }
            }
        }
        Assert.True(brought > 1000, $"{brought}");
    }

    private static GpPractice Practice(string? board, string? authority) => new() { BoardCode = board, AuthorityCode = authority };

    private Area? Find(string? home, string? practiceBoard, string? practicePlace) =>
        Areas.Serving(new() { AuthorityCode = home }, Practice(practiceBoard, practicePlace));
}
