using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>A place that one area serves and another claims while the host runs.</summary>
public sealed class HeldPlaceTests : IAsyncLifetime
{
    private const string Leicester = "E06000016";
    private readonly ConfigFolder config = new("elsewhere");
    private RunningHost host = null!;

    private IAreaCatalogue Areas => host.Services.GetRequiredService<IAreaCatalogue>();

    public async ValueTask InitializeAsync()
    {
        config.AddArea("holder", authorities: Leicester);
        // Which authority lies in which board is known from postcodes.
        FolderCopy.Make(Checkout.Path("config", "places"), Path.Combine(config.Root, "places"));
        host = await RunningHost.StartAsync(config.Overrides, config.Root);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        config.Dispose();
    }

    [Fact]
    public async Task A_new_area_that_claims_it_is_refused_and_the_holder_keeps_it()
    {
        config.AddArea("newcomer", authorities: Leicester);
        await LookTwiceAsync();

        Assert.Equal("holder", Serving()?.Code);
        var status = Areas.Statuses.Single(area => area.Code == "newcomer");
        Assert.Equal(AreaState.Refused, status.State);
        Assert.Equal(
            $"config/areas/newcomer/area.json:6: It claims {Leicester}, which the area holder holds. Take the claim out, or take it out of holder first.",
            status.Reason);
        var health = JsonDocument.Parse(await host.Client.GetStringAsync("/health/ready")).RootElement;
        Assert.Equal("degraded", health.GetProperty("checks").GetProperty("areas").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_new_area_that_claims_part_of_a_board_that_another_serves_as_a_whole_is_refused_until_that_one_lists_its_authorities()
    {
        const string Board = "E54000015", Rutland = "E06000017";
        void Whole(string? authorities)
        {
            config.AddArea("whole", authorities: authorities);
            foreach (var file in new[] { "area.json", "examples.csv" })
            {
                var path = Path.Combine(config.Root, "areas", "whole", file);
                File.WriteAllText(path, File.ReadAllText(path).Replace(ConfigFolder.BoardOf("whole"), Board, StringComparison.Ordinal));
            }
        }
        Whole(null);
        await LookTwiceAsync();
        string? Server() => Areas.Serving(new HomePlace { AuthorityCode = Rutland, BoardCode = Board }, GpPractice.Unknown)?.Code;
        Assert.Equal("whole", Server());

        config.AddArea("newcomer", authorities: Rutland);
        await LookTwiceAsync();
        Assert.Equal("whole", Server());
        Assert.Equal(
            $"config/areas/newcomer/area.json:6: It claims {Rutland}, which lies in {Board}, and the area whole serves all of that. Take the claim out, " +
            "or let whole list its own authorities first.",
            Areas.Statuses.Single(area => area.Code == "newcomer").Reason);

        Whole("E07000129");
        await LookTwiceAsync();
        Assert.Equal("newcomer", Server());
    }

    [Fact]
    public async Task An_area_that_claims_it_besides_its_own_keeps_serving_its_own()
    {
        config.AddArea("elsewhere", authorities: Leicester);
        await LookTwiceAsync();

        Assert.Equal("holder", Serving()?.Code);
        Assert.Equal("elsewhere", Areas.Serving(new HomePlace { BoardCode = ConfigFolder.BoardOf("elsewhere") }, GpPractice.Unknown)?.Code);
        Assert.Contains("which the area holder holds", Areas.Statuses.Single(area => area.Code == "elsewhere").RefusedUpdate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_holder_gives_it_up_the_newcomer_has_it_without_being_touched()
    {
        config.AddArea("newcomer", authorities: Leicester);
        await LookTwiceAsync();
        config.AddArea("holder", authorities: "E06000017");
        await LookTwiceAsync();
        // The newcomer is looked at together with the change that freed the place.
        Assert.Equal("newcomer", Serving()?.Code);
        Assert.Equal(AreaState.Ready, Areas.Statuses.Single(area => area.Code == "newcomer").State);
    }

    [Fact]
    public async Task A_restart_changes_nothing_about_who_holds_it()
    {
        config.AddArea("a-newcomer-of-an-earlier-name", authorities: Leicester);
        await LookTwiceAsync();

        await host.Services.GetRequiredService<IAreaLoading>().LoadAsync(TestContext.Current.CancellationToken);
        Assert.Equal("holder", Serving()?.Code);
        await using var second = await RunningHost.StartAsync(config.Overrides, config.Root, database: host.Database);
        Assert.Equal("holder", second.Services.GetRequiredService<IAreaCatalogue>()
            .Serving(new HomePlace { AuthorityCode = Leicester }, GpPractice.Unknown)?.Code);
    }

    [Fact]
    public async Task An_area_that_is_prepared_switched_off_takes_no_place_from_its_holder()
    {
        config.Write("workwell.json", """{ "Areas": { "newcomer": { "Enabled": false } } }""");
        config.AddArea("newcomer", authorities: Leicester);
        await LookTwiceAsync();

        Assert.Equal(AreaState.SwitchedOff, Areas.Statuses.Single(area => area.Code == "newcomer").State);
        Assert.Equal("holder", Serving()?.Code);
    }

    [Fact]
    public async Task A_newcomer_that_is_wrong_besides_takes_no_place_either()
    {
        config.AddArea("newcomer", authorities: Leicester);
        config.Write("areas/newcomer/examples.csv", "name,outcome\nNobody is helped,not-eligible\n");
        await LookTwiceAsync();

        var status = Areas.Statuses.Single(area => area.Code == "newcomer");
        Assert.Equal(AreaState.Refused, status.State);
        Assert.StartsWith("config/areas/newcomer/area.json:6: It claims E06000016, which the area holder holds.", status.Reason, StringComparison.Ordinal);
        Assert.EndsWith("(and 1 more; check-areas shows all)", status.Reason, StringComparison.Ordinal);
        Assert.Equal("holder", Serving()?.Code);
    }

    private Area? Serving() => Areas.Serving(new HomePlace { AuthorityCode = Leicester }, GpPractice.Unknown);

    private async Task LookTwiceAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(2));
            await host.Services.GetRequiredService<AreaFileWatcher>().Poll;
        }
    }
}
