using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>Files that change while the host runs.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private const string Gujarati = """ "languages": ["en", "gu"] """;
    private readonly ConfigFolder config = new("north", "south");
    private RunningHost host = null!;

    private IAreaCatalogue Areas => host.Services.GetRequiredService<IAreaCatalogue>();

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync(config.Overrides, config.Root);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        config.Dispose();
    }

    [Fact]
    public async Task Changed_settings_serve_without_a_restart()
    {
        var before = Areas.Ready["north"];
        config.WriteSettings("north", Gujarati);

        await LookTwiceAsync();

        Assert.Equal(["en", "gu"], Areas.Ready["north"].Settings.Languages);
        Assert.Equal(2, Areas.Ready["north"].Revision);
        Assert.Equal(["en"], before.Settings.Languages);
        Assert.Equal(1, Areas.Ready["south"].Revision);
    }

    [Fact]
    public async Task A_file_is_taken_up_only_when_it_has_stopped_changing()
    {
        config.WriteSettings("north", Gujarati);
        await PollAsync();
        Assert.Equal(1, Areas.Ready["north"].Revision);
        config.WriteSettings("north", """ "languages": ["en", "ar"] """);
        await PollAsync();
        Assert.Equal(1, Areas.Ready["north"].Revision);
        await PollAsync();
        Assert.Equal(["en", "ar"], Areas.Ready["north"].Settings.Languages);
        Assert.Equal(2, Areas.Ready["north"].Revision);
    }

    [Fact]
    public async Task A_mistake_is_refused_whole_by_name_and_line_and_the_settings_before_it_keep_serving_until_it_is_put_right()
    {
        config.WriteSettings("north", """ "languages": ["English"], "referralSources": ["self", "employer"] """);
        await LookTwiceAsync();
        var status = Areas.Statuses.Single(area => area.Code == "north");
        Assert.Equal((AreaState.Ready, 1), (status.State, status.Revision));
        Assert.Equal("config/areas/north/area.json:7: \"English\" is not a language tag such as \"en\", \"gu\" or \"pt-BR\".", status.RefusedUpdate);
        Assert.Equal(5, Areas.Ready["north"].Settings.ReferralSources.Count);
        Assert.Equal("degraded", await HealthOfAreasAsync());

        config.WriteSettings("north", """ "referralSources": ["self", "employer"] """);
        await LookTwiceAsync();
        Assert.Null(Areas.Statuses.Single(area => area.Code == "north").RefusedUpdate);
        Assert.Equal(2, Areas.Ready["north"].Settings.ReferralSources.Count);
        Assert.Equal("ready", await HealthOfAreasAsync());
    }

    [Fact]
    public async Task An_area_is_switched_off_and_on_again_by_configuration_alone()
    {
        config.Write("workwell.json", """{ "Areas": { "north": { "Enabled": false } } }""");
        await LookTwiceAsync();
        Assert.Equal(["south"], Areas.Ready.Keys);
        Assert.Equal(AreaState.SwitchedOff, Areas.Statuses.Single(area => area.Code == "north").State);

        config.Write("workwell.json", """{ "Areas": { "north": { "Enabled": true } } }""");
        await LookTwiceAsync();
        Assert.Equal(["north", "south"], Areas.Ready.Keys.Order());
        Assert.Equal(1, Areas.Ready["north"].Revision);
    }

    [Fact]
    public async Task A_half_written_workwell_json_switches_nothing()
    {
        config.Write("workwell.json", """{ "Areas": { "north": { "Enabled": false } } }""");
        await LookTwiceAsync();
        config.Write("workwell.json", """{ "Areas": { "north": { "Ena""");
        await LookTwiceAsync();
        Assert.Equal(AreaState.SwitchedOff, Areas.Statuses.Single(area => area.Code == "north").State);
    }

    [Fact]
    public async Task A_new_folder_becomes_an_area_and_a_folder_that_is_gone_stops_being_one()
    {
        config.AddArea("east");
        Directory.Delete(config.PathOf("areas/south"), recursive: true);
        await LookTwiceAsync();
        Assert.Equal(["east", "north"], Areas.Ready.Keys.Order());
        Assert.Equal(["east", "north"], Areas.Statuses.Select(area => area.Code));
        var health = JsonDocument.Parse(await host.Client.GetStringAsync("/health/ready")).RootElement.GetProperty("checks").GetProperty("areas");
        Assert.Equal(("degraded", "The folder config/areas/south was removed, so the area serves nobody. If that is meant, restart the host."),
            (health.GetProperty("status").GetString(), health.GetProperty("says").GetString()));

        config.AddArea("south");
        await LookTwiceAsync();
        Assert.Equal("ready", await HealthOfAreasAsync());
    }

    [Fact]
    public async Task National_follow_ups_concern_every_area()
    {
        config.Write("areas/national/follow-ups.json", """{ "steps": [{ "code": "acknowledge", "trigger": "referral-received", "after": "in a bit" }] }""");
        await LookTwiceAsync();
        Assert.All(Areas.Statuses,
            area => Assert.StartsWith("config/areas/national/follow-ups.json:1: \"in a bit\" is not a time", area.RefusedUpdate, StringComparison.Ordinal));
        Assert.Equal(2, Areas.Ready.Count);
    }

    [Fact]
    public async Task A_calendar_that_was_changed_is_not_used_and_health_says_so()
    {
        var calendar = await File.ReadAllTextAsync(config.PathOf("calendars/england.json"), TestContext.Current.CancellationToken);
        config.Write("calendars/england.json", calendar.Replace("2027-05-31", "2027-06-01", StringComparison.Ordinal));

        var changed = await HealthOfCalendarAsync();
        config.Write("calendars/england.json", calendar);
        var restored = await HealthOfCalendarAsync();

        Assert.Equal("degraded", changed.GetProperty("status").GetString());
        Assert.Contains("was changed after this host started", changed.GetProperty("says").GetString(), StringComparison.Ordinal);
        Assert.Equal("ready", restored.GetProperty("status").GetString());
    }

    [Fact]
    public async Task When_every_area_is_switched_off_the_host_says_that_it_cannot_serve()
    {
        config.Write("workwell.json", """{ "Areas": { "north": { "Enabled": false }, "south": { "Enabled": false } } }""");
        await LookTwiceAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/live")).StatusCode);
    }

    private async Task<string?> HealthOfAreasAsync() =>
        JsonDocument.Parse(await host.Client.GetStringAsync("/health/ready")).RootElement.GetProperty("checks").GetProperty("areas").GetProperty("status")
        .GetString();

    private async Task<JsonElement> HealthOfCalendarAsync() =>
        JsonDocument.Parse(await host.Client.GetStringAsync("/health/ready")).RootElement.GetProperty("checks").GetProperty("calendar");

    private async Task PollAsync()
    {
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await host.Services.GetRequiredService<AreaFileWatcher>().Poll;
    }

    private async Task LookTwiceAsync()
    {
        await PollAsync();
        await PollAsync();
    }
}
