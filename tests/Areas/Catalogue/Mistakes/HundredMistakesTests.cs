using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests.Mistakes;

/// <summary>
/// One host with a few areas in order and more than a hundred with one mistake each: in code and words from the start, in all other files once the area serves.
/// </summary>
public sealed class MistakesFixture : IAsyncLifetime
{
    private readonly ConfigFolder config = new();

    public RunningHost Host { get; private set; } = null!;

    /// <summary>The status of each area that served at the start, before any mistake was made in it.</summary>
    public IReadOnlyDictionary<string, AreaStatus> Before { get; private set; } = null!;

    /// <summary>The status of each area with all mistakes made.</summary>
    public IReadOnlyDictionary<string, AreaStatus> After { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        config.AddArea("good", authorities: MistakesInSettings.Held);
        config.AddPlugin("good-code");
        config.AddPlugin("private-dependency", "PrivateDependency", "PrivateDependencyArea");
        config.AddArea("off");
        config.AddArea("bad-switch");
        foreach (var mistake in PlantedMistake.All)
        {
            config.AddArea(mistake.Area);
            if (mistake.IsThereFromTheStart) mistake.Plant(config, mistake.Area);
        }
        config.Write("workwell.json", """
            {
              "Logging": { "LogLevel": { "Default": "None" } },
              "Areas": { "off": { "Enabled": false }, "bad-switch": { "Enabled": "perhaps" }, "nowhere": { "Enabled": true },
                "long-gone": { "Enabled": false } },
              "AreaLoading": { "Limit": "00:02:00" }
            }
            """);
        Host = await RunningHost.StartAsync(config.Overrides, config.Root);
        Before = Statuses();
        foreach (var mistake in PlantedMistake.All.Where(mistake => !mistake.IsThereFromTheStart)) mistake.Plant(config, mistake.Area);
        // A change is taken up when two looks agree.
        for (var i = 0; i < 2; i++)
        {
            Host.Clock.Advance(TimeSpan.FromSeconds(2));
            await Host.Services.GetRequiredService<AreaFileWatcher>().Poll;
        }
        After = Statuses();
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
        config.Dispose();
    }

    private Dictionary<string, AreaStatus> Statuses() =>
        Host.Services.GetRequiredService<IAreaCatalogue>().Statuses.ToDictionary(status => status.Code);
}

public sealed class HundredMistakesTests(MistakesFixture given) : IClassFixture<MistakesFixture>
{
    private static readonly string[] InOrder = ["good", "good-code", "private-dependency"];

    private IAreaCatalogue Areas => given.Host.Services.GetRequiredService<IAreaCatalogue>();

    public static TheoryData<string, string> Each
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var mistake in PlantedMistake.All) rows.Add(mistake.Area, mistake.Found);
            return rows;
        }
    }

    [Fact]
    public void There_are_more_than_a_hundred() => Assert.True(PlantedMistake.All.Count > 100, $"{PlantedMistake.All.Count} mistakes");

    [Theory]
    [MemberData(nameof(Each))]
    public void Each_is_found_with_its_file_and_line_and_what_served_before_goes_on(string area, string found)
    {
        var mistake = PlantedMistake.All.Single(one => one.Area == area);
        var (before, after) = (given.Before[area], given.After[area]);

        Assert.Contains(found, mistake.IsThereFromTheStart ? before.Reason : after.RefusedUpdate, StringComparison.Ordinal);
        Assert.Equal(mistake.IsThereFromTheStart ? AreaState.Refused : AreaState.Ready, before.State);
        Assert.Equal((before.State, before.Revision), (after.State, after.Revision));
    }

    [Fact]
    public void Every_other_area_is_ready_and_serves_throughout()
    {
        Assert.All(InOrder, code =>
        {
            Assert.Equal((AreaState.Ready, 1, null), (given.Before[code].State, given.Before[code].Revision, given.Before[code].RefusedUpdate));
            Assert.Equal(given.Before[code], given.After[code]);
        });
        Assert.Equal("good", Areas.Serving(new HomePlace { AuthorityCode = MistakesInSettings.Held }, GpPractice.Unknown)?.Code);
        foreach (var mistake in PlantedMistake.All.Where(mistake => !mistake.IsThereFromTheStart))
        {
            var home = new HomePlace { BoardCode = ConfigFolder.BoardOf(mistake.Area) };
            var served = Areas.Serving(home, GpPractice.Unknown);
            Assert.Equal(mistake.Area, served?.Code);
            var facts = new ReferralFacts { ReceivedOn = new DateOnly(2026, 9, 7), Home = home, HealthAffectsWork = true, Situation = WorkSituation.InWork };
            Assert.Equal(EligibilityOutcome.Eligible, served!.Eligibility.Decide(facts, DecisionTrace.None).Outcome);
        }
    }

    [Theory]
    [InlineData("bad-switch", "Areas:bad-switch:Enabled has to be true or false.")]
    [InlineData("nowhere", "config/areas/nowhere/area.json: The file is missing.")]
    public void A_switch_that_cannot_be_read_or_names_no_area_refuses_that_area(string code, string says)
    {
        Assert.Equal(AreaState.Refused, given.After[code].State);
        Assert.Contains(says, given.After[code].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_area_that_is_switched_off_is_no_mistake()
    {
        Assert.Equal(new AreaStatus("off", AreaState.SwitchedOff, null), given.After.Values.Single(area => area.State == AreaState.SwitchedOff));
        Assert.DoesNotContain("long-gone", given.After.Keys);
    }

    [Fact]
    public void An_area_gets_its_own_version_of_a_library_that_the_host_has_too()
    {
        var decision = Areas.Ready["private-dependency"].Eligibility.Decide(new ReferralFacts { ReceivedOn = new DateOnly(2026, 9, 7) }, DecisionTrace.None);
        Assert.Equal("from-the-old-library", Assert.Single(decision.Priorities).Code);
    }

    [Fact]
    public void A_refused_area_keeps_its_place_so_that_nobody_there_falls_to_other_rules()
    {
        var refused = PlantedMistake.All.First(mistake => mistake.Found.Contains("A rule went wrong", StringComparison.Ordinal)).Area;
        Assert.Null(Areas.Serving(new HomePlace { BoardCode = ConfigFolder.BoardOf(refused) }, GpPractice.Unknown));
        Assert.Null(Areas.Serving(new HomePlace { BoardCode = ConfigFolder.BoardOf("off") }, GpPractice.Unknown));
    }

    [Fact]
    public async Task Health_is_degraded_and_names_every_area_with_its_reason()
    {
        var answer = await given.Host.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("degraded", said.GetProperty("status").GetString());
        var named = said.GetProperty("areas").EnumerateArray().ToDictionary(area => area.GetProperty("code").GetString()!);
        Assert.All(PlantedMistake.All, mistake => Assert.Contains(mistake.Found,
            named[mistake.Area].GetProperty(mistake.IsThereFromTheStart ? "reason" : "refusedUpdate").GetString(), StringComparison.Ordinal));
        Assert.Equal(Areas.Statuses.Count, named.Count);
        Assert.Equal(HttpStatusCode.OK, (await given.Host.Client.GetAsync("/health/live")).StatusCode);
    }
}
