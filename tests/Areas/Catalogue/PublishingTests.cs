using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Host.Commands;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>Areas published through the database, and two hosts that serve them.</summary>
public sealed class PublishingTests : IAsyncLifetime
{
    private const string Text = "templates/en/referral-received-eligible.sms.scriban";
    private readonly ConfigFolder config = new("north", "south");
    private readonly List<RunningHost> hosts = [];
    private TestDatabase database = null!;
    private RunningHost terminal = null!;

    private IPublications Publications => terminal.Services.GetRequiredService<IPublications>();

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        terminal = await RunningHost.StartAsync(config.Overrides, config.Root, database: database);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Append(terminal)) await host.DisposeAsync();
        await database.DisposeAsync();
        config.Dispose();
    }

    [Fact]
    public async Task All_hosts_serve_what_is_published_at_their_next_look_and_a_changed_file_changes_nothing()
    {
        await PublishesAsync();
        await StartHostsAsync();
        config.WriteSettings("north", """ "languages": ["en", "gu"] """);
        config.Write($"areas/north/{Text}", await File.ReadAllTextAsync(config.PathOf($"areas/national/{Text}")) + " North.");
        await LookAsync();
        await LookAsync();
        Assert.All(hosts, host => Assert.Equal(["en"], Areas(host).Ready["north"].Settings.Languages));
        Assert.All(hosts, host => Assert.False(HasTextOfNorth(host)));

        var said = await PublishesAsync();
        Assert.Contains($"north: added {Text}; changed area.json", said, StringComparison.Ordinal);
        Assert.Contains("north is published as number 2.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("national", said, StringComparison.Ordinal);
        Assert.DoesNotContain("south", said, StringComparison.Ordinal);
        await LookAsync();
        Assert.All(hosts, host => Assert.Equal(["en", "gu"], Areas(host).Ready["north"].Settings.Languages));
        Assert.All(hosts, host => Assert.True(HasTextOfNorth(host)));
        Assert.Equal("Nothing differs from what is published.", (await PublishesAsync()).Trim());
    }

    [Fact]
    public async Task A_host_needs_no_files_of_areas_once_they_are_published()
    {
        await PublishesAsync();
        Directory.Delete(config.PathOf("areas"), recursive: true);
        await StartHostsAsync();
        Assert.All(hosts, host => Assert.Equal(["north", "south"], Areas(host).Ready.Keys.Order()));
    }

    [Fact]
    public async Task A_mistake_is_refused_by_name_and_line_and_nothing_of_it_is_published()
    {
        await PublishesAsync();
        config.WriteSettings("north", """ "languages": ["English"] """);
        config.WriteSettings("south", """ "languages": ["en", "gu"] """);
        var (exit, output, error) = await PublishAsync(new(null, null, null, "Two at once", false));
        Assert.Equal(1, exit);
        Assert.Contains("config/areas/north/area.json:7: \"English\" is not a language tag", output, StringComparison.Ordinal);
        Assert.Contains("Nothing was published", error, StringComparison.Ordinal);
        Assert.Equal([1, 1, 1], (await Publications.CurrentAsync(default)).Select(publication => publication.Number));

        await PublishesAsync(new("south", null, null, "One alone", false));
        Assert.Equal(2, (await Publications.HistoryAsync("south", default))[0].Number);
    }

    [Fact]
    public async Task What_was_published_before_comes_back_as_a_new_number_and_every_difference_is_shown()
    {
        await PublishesAsync();
        await StartHostsAsync();
        config.WriteSettings("north", """ "languages": ["en", "gu"] """);
        config.Write("areas/north/partners.json", """{ "organisations": [] }""");
        await PublishesAsync(new("north", null, null, "Gujarati too", false));
        var said = await PublishesAsync(new("north", null, 1, "Not yet", false));
        Assert.Contains("north: changed area.json; removed partners.json", said, StringComparison.Ordinal);
        await LookAsync();
        Assert.All(hosts, host => Assert.Equal(["en"], Areas(host).Ready["north"].Settings.Languages));

        var history = await Publications.HistoryAsync("north", default);
        Assert.Equal([3, 2, 1], history.Select(publication => publication.Number));
        Assert.Equal((history[2].Sha256, "Not yet"), (history[0].Sha256, history[0].Reason));
        var (_, listed, _) = await RunAsync(console => PublicationsCommand.RunAsync(Publications, config.Root, "north", console, default));
        Assert.Contains("north: added partners.json; changed area.json", listed, StringComparison.Ordinal);
        (_, listed, _) = await RunAsync(console => PublicationsCommand.RunAsync(Publications, config.Root, null, console, default));
        Assert.Contains("config/areas/north differs. north: added partners.json; changed area.json", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("config/areas/south", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_exported_has_the_same_bytes_and_publishing_it_again_changes_nothing()
    {
        config.Write("areas/north/templates/gu/.left.swp", "left by an editor");
        await PublishesAsync();
        foreach (var publication in await Publications.CurrentAsync(default))
        {
            var folder = config.PathOf($"exported/{publication.Area}");
            var (exit, _, _) = await RunAsync(console => ExportCommand.RunAsync(Publications, publication.Area, null, folder, console, default));
            Assert.Equal((0, publication.Sha256), (exit, PublicationFiles.Read(folder).Files!.Sha256));
            Assert.Contains("Nothing differs", await PublishesAsync(new(publication.Area, folder, null, "Back", false)), StringComparison.Ordinal);
            var again = await RunAsync(console => ExportCommand.RunAsync(Publications, publication.Area, null, folder, console, default));
            Assert.Contains("is not empty", again.Error, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(config.PathOf("exported/north/templates/gu/.left.swp")));
    }

    [Fact]
    public async Task Of_two_who_publish_at_once_one_is_told_and_nothing_of_it_is_published()
    {
        await PublishesAsync();
        var drafts = new[] { "a", "b" }.Select(words => new PublicationDraft(
            "north", new PublicationFiles([KeyValuePair.Create("area.json", Encoding.UTF8.GetBytes(words))]), 1)).ToArray();
        var done = await Task.WhenAll(drafts.Select(async draft =>
        {
            await using var change = terminal.Services.GetRequiredService<Database>().Begin(Actor.Job("test"));
            try
            {
                await Publications.PublishAsync(change, [draft], "At once", default);
                await change.CommitAsync(default);
                return "published";
            }
            catch (PublicationConflictException told)
            {
                return told.Message;
            }
        }));
        Assert.Single(done, "published");
        Assert.Single(done, said => said.StartsWith("north was published by somebody else meanwhile, as number 2.", StringComparison.Ordinal));
        Assert.Equal([2, 1], (await Publications.HistoryAsync("north", default)).Select(publication => publication.Number));
    }

    [Fact]
    public async Task Folders_that_lead_elsewhere_and_numbers_that_are_not_there_are_refused()
    {
        var (exit, _, error) = await PublishAsync(new("north", null, null, "First", false));
        Assert.Equal((1, true), (exit, error.Contains("Publish everything once, without --area", StringComparison.Ordinal)));
        await PublishesAsync();
        Assert.Contains("no publication number 7", (await PublishAsync(new("north", null, 7, "x", false))).Error, StringComparison.Ordinal);
        Assert.Contains("cannot be the code of an area", (await PublishAsync(new("../x", null, null, "x", false))).Error, StringComparison.Ordinal);
        Assert.Contains("There is no folder", (await PublishAsync(new("east", null, null, "x", false))).Error, StringComparison.Ordinal);
        File.CreateSymbolicLink(config.PathOf("areas/north/follow-ups.json"), config.PathOf("areas/national/follow-ups.json"));
        Assert.Contains("north: follow-ups.json is a link.", (await PublishAsync(new("north", null, null, "x", false))).Error, StringComparison.Ordinal);
        File.Delete(config.PathOf("areas/north/follow-ups.json"));
        config.Write("areas/north/much.bin", new string('x', PublicationFiles.MaxBytes));
        Assert.Contains("holds too much", (await PublishAsync(new("north", null, null, "x", false))).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_serves_what_is_published_does_not_start_where_nothing_is() =>
        Assert.Contains("Nothing is published yet", (await Assert.ThrowsAsync<DatabaseRefusedException>(StartHostsAsync)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task What_its_owner_changed_in_the_database_is_not_served()
    {
        await PublishesAsync();
        await StartHostsAsync();
        config.WriteSettings("north", """ "languages": ["en", "gu"] """);
        await PublishesAsync();
        await database.RunAsync("""
            update areas.published_file set content = convert_to(replace(convert_from(content, 'UTF8'), '"gu"', '"ar"'), 'UTF8') where sha256 in (
              select unnest(hashes) from areas.publication where area = 'north' and number = 2);
            """);
        await LookAsync();
        Assert.All(hosts, host => Assert.Equal(["en"], Areas(host).Ready["north"].Settings.Languages));
    }

    [Fact]
    public async Task Who_published_what_is_in_the_audit_trail()
    {
        await PublishesAsync();
        Assert.Equal(3L, await database.ReadAsync<long>(
            "select count(*) from access.audit_entry where action = 'areas.published' and actor like 'operator:%' and details ->> 'number' = '1'"));
    }

    private static IAreaCatalogue Areas(RunningHost host) => host.Services.GetRequiredService<IAreaCatalogue>();

    private static bool HasTextOfNorth(RunningHost host) => host.Services.GetRequiredService<ITextApprovals>().All().Any(text => text.Place == "north");

    private async Task StartHostsAsync()
    {
        var overrides = config.Overrides.Append(new("ServePublished", "true")).ToDictionary();
        for (var i = 0; i < 2; i++) hosts.Add(await RunningHost.StartAsync(overrides, config.Root, database: database));
    }

    private async Task LookAsync()
    {
        foreach (var host in hosts)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await host.Services.GetRequiredService<AreaFileWatcher>().Poll;
        }
    }

    private async Task<string> PublishesAsync(PublishRequest? request = null)
    {
        var (exit, output, error) = await PublishAsync(request ?? new(null, null, null, "For a test", false));
        Assert.True(exit == 0, output + error);
        return output;
    }

    private Task<(int Exit, string Output, string Error)> PublishAsync(PublishRequest request) =>
        RunAsync(console => PublishCommand.RunAsync(terminal.Services, config.Root, config.Plugins, request, console, default));

    private static async Task<(int Exit, string Output, string Error)> RunAsync(Func<InvocationConfiguration, Task<int>> run)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await run(new InvocationConfiguration { Output = output, Error = error }), output.ToString(), error.ToString());
    }
}
