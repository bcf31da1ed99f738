using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

public sealed class RevisionTests : IAsyncLifetime
{
    private const string MinimumAge18 = """
        "limits": {
          "minimumAge": { "value": 18, "evidenceLevel": "stated", "source": "Test" },
            "maximumAge": { "value": 80, "evidenceLevel": "stated", "source": "Test" } }
        """;
    private const string TheSameInAnotherOrder = """
        "limits": {
          "maximumAge": { "source": "Test", "evidenceLevel": "stated", "value": 80 },
            "minimumAge": { "value": 18, "evidenceLevel": "stated", "source": "Test" } }
        """;
    private const string MinimumAge41 = """ "limits": { "minimumAge": { "value": 41, "evidenceLevel": "stated", "source": "Test" } } """;

    private readonly ConfigFolder config = new("north");
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        config.Dispose();
    }

    [Fact]
    public void A_question_that_must_be_answered_is_read_back_as_it_was_written()
    {
        config.WriteSettings("north", """ "questions": [{ "code": "day", "kind": "words", "mayBeLeft": false }, { "code": "car", "kind": "yes-no" }] """);

        var read = SettingsContent.Read(SettingsContent.Write(SettingsFiles.Read(config.Root, "north").Settings!).Json)!;

        Assert.Equal([("day", false), ("car", true)], read.Questions.Select(question => (question.Code, question.MayBeLeft)));
    }

    [Fact]
    public async Task New_content_gets_the_next_number_and_content_that_comes_back_its_old_one()
    {
        Assert.Equal(1, await NumberAfterRestartAsync());
        config.WriteSettings("north", MinimumAge18);
        Assert.Equal(2, await NumberAfterRestartAsync());
        config.WriteSettings("north", TheSameInAnotherOrder);
        Assert.Equal(2, await NumberAfterRestartAsync());
        config.WriteSettings("north");
        Assert.Equal(1, await NumberAfterRestartAsync());
        config.Write("areas/national/follow-ups.json", """{ "steps": [] }""");
        Assert.Equal(3, await NumberAfterRestartAsync());
    }

    [Fact]
    public async Task Hosts_that_start_together_agree_on_the_numbers()
    {
        foreach (var i in Enumerable.Range(0, 8)) config.AddArea($"area-{i}");
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(StartAsync)));

        Assert.All(hosts, host => Assert.All(Catalogue(host).Ready.Values, area => Assert.Equal(1, area.Revision)));
        Assert.Equal(9L, await database.ReadAsync<long>("select count(*) from areas.revision"));
        foreach (var host in hosts) await host.DisposeAsync();
    }

    [Fact]
    public async Task Settings_with_a_mistake_are_refused_whole_and_the_last_good_ones_keep_serving_after_a_restart()
    {
        config.WriteSettings("north", MinimumAge18);
        await (await StartAsync()).DisposeAsync();
        config.WriteSettings("north", MinimumAge41.Replace("41", "\"forty-one\"", StringComparison.Ordinal));

        await using var host = await StartAsync();

        var area = Catalogue(host).Ready["north"];
        Assert.Equal(18, area.Settings.Limits[LimitNames.MinimumAge].Value);
        var status = Assert.Single(Catalogue(host).Statuses);
        Assert.Equal((AreaState.Ready, 1), (status.State, status.Revision));
        Assert.Equal("config/areas/north/area.json:7: \"limits.minimumAge.value\" has to be a whole number.", status.RefusedUpdate);
        Assert.Equal("north", Catalogue(host).Serving(new HomePlace { BoardCode = ConfigFolder.BoardOf("north") }, GpPractice.Unknown)?.Code);
    }

    [Fact]
    public async Task Settings_under_which_an_agreed_example_fails_are_refused()
    {
        await (await StartAsync()).DisposeAsync();
        config.WriteSettings("north", MinimumAge41);

        await using var host = await StartAsync();

        var status = Assert.Single(Catalogue(host).Statuses);
        Assert.Equal((AreaState.Ready, 1), (status.State, status.Revision));
        Assert.Contains("does not give the agreed result: the outcome is NotEligible (minimum-age)", status.RefusedUpdate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_good_settings_serve_with_the_examples_they_were_agreed_with()
    {
        await (await StartAsync()).DisposeAsync();
        config.Write("areas/north/examples.csv", "name,outcome\nHalf a row");

        await using var host = await StartAsync();

        Assert.Equal(AreaState.Ready, Assert.Single(Catalogue(host).Statuses).State);
        Assert.Contains("examples.csv", Catalogue(host).Statuses[0].RefusedUpdate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_served_last_comes_back_and_not_what_was_published_last()
    {
        await (await StartAsync()).DisposeAsync();
        config.WriteSettings("north", MinimumAge18);
        await (await StartAsync()).DisposeAsync();
        config.WriteSettings("north");
        await using (var back = await StartAsync()) Assert.Equal(1, Catalogue(back).Ready["north"].Revision);
        await using (var connection = new NpgsqlConnection(database.ConnectionString))
        {
            // All three starts were at the same minute of the tests' clock.
            await connection.OpenAsync();
            await using var later = new NpgsqlCommand("update areas.revision set served_at = served_at + interval '1 hour' where number = 1", connection);
            await later.ExecuteNonQueryAsync();
        }
        config.Write("areas/north/area.json", "{");

        await using var host = await StartAsync();

        Assert.Equal(1, Catalogue(host).Ready["north"].Revision);
    }

    [Fact]
    public async Task An_earlier_revision_can_decide_again_as_it_did()
    {
        config.WriteSettings("north", MinimumAge18);
        await (await StartAsync()).DisposeAsync();
        config.WriteSettings("north");

        await using var host = await StartAsync();
        var today = Catalogue(host).Ready["north"];
        var then = await Catalogue(host).AtRevisionAsync("north", 1, CancellationToken.None);

        var facts = new ReferralFacts { ReceivedOn = new DateOnly(2026, 9, 7), Age = 17, Home = new HomePlace { BoardCode = ConfigFolder.BoardOf("north") },
            HealthAffectsWork = true, Situation = WorkSituation.InWork };
        Assert.Equal(2, today.Revision);
        Assert.Equal(EligibilityOutcome.Eligible, today.Eligibility.Decide(facts, DecisionTrace.None).Outcome);
        Assert.Equal(1, then!.Revision);
        Assert.Equal("minimum-age", Assert.Single(then.Eligibility.Decide(facts, DecisionTrace.None).Reasons).Code);
        Assert.Same(then, await Catalogue(host).AtRevisionAsync("north", 1, CancellationToken.None));
        Assert.Same(today, await Catalogue(host).AtRevisionAsync("north", 2, CancellationToken.None));
        Assert.Null(await Catalogue(host).AtRevisionAsync("north", 3, CancellationToken.None));
        Assert.Null(await Catalogue(host).AtRevisionAsync("south", 1, CancellationToken.None));
    }

    [Fact]
    public async Task An_area_that_is_switched_off_can_still_decide_again_what_it_decided()
    {
        await (await StartAsync()).DisposeAsync();
        config.Write("workwell.json", """{ "Areas": { "north": { "Enabled": false } } }""");

        await using var host = await StartAsync();

        Assert.Empty(Catalogue(host).Ready);
        Assert.NotNull(await Catalogue(host).AtRevisionAsync("north", 1, CancellationToken.None));
    }

    [Fact]
    public async Task Published_settings_cannot_be_changed_or_taken_away_by_the_host()
    {
        await (await StartAsync()).DisposeAsync();
        await using var source = database.RuntimeSource();

        foreach (var attempt in (string[])["update areas.revision set content = '{}'", "update areas.revision set number = 7", "delete from areas.revision"])
        {
            await using var command = source.CreateCommand(attempt);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege,
                (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }
    }

    [Fact]
    public async Task The_settings_as_read_and_as_published_are_the_same()
    {
        var area = Directory.EnumerateDirectories(Checkout.Path("config", "areas")).Select(folder => Path.GetFileName(folder)!)
            .Where(code => code != Area.National).ToArray();
        Assert.True(area.Length >= 5);
        await using var host = await RunningHost.StartAsync(database: database);
        Assert.All(area, code => Assert.Contains(code, Catalogue(host).Ready.Keys));
        await using var again = await RunningHost.StartAsync(database: database);
        foreach (var code in area)
        {
            var written = Settings.SettingsContent.Write(Catalogue(host).Ready[code].Settings).Json;
            var stored = await database.ReadAsync<string>("select content::text from areas.revision where area = $1", code);
            Assert.Equal(written, Settings.SettingsContent.Write(Settings.SettingsContent.Read(stored!)!).Json);
            Assert.Equal(1, Catalogue(again).Ready[code].Revision);
        }
    }

    private Task<RunningHost> StartAsync() => RunningHost.StartAsync(config.Overrides, config.Root, database: database);

    private async Task<int> NumberAfterRestartAsync()
    {
        await using var host = await StartAsync();
        return Catalogue(host).Ready["north"].Revision;
    }

    private static IAreaCatalogue Catalogue(RunningHost host) => host.Services.GetRequiredService<IAreaCatalogue>();
}
