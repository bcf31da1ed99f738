using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Settings;
using WorkWell.Host;
using WorkWell.Host.Commands;
using WorkWell.Host.Demonstration;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

public sealed class NewAreaTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("workwell-new-area-").FullName;

    public NewAreaTests()
    {
        Copy("config/areas/national");
        Copy("config/reference");
        Copy("config/calendars");
        Copy("config/places");
        Directory.CreateDirectory(Path.Combine(root, "artifacts", "areas"));
        File.WriteAllText(Path.Combine(root, "config", "workwell.json"), "{}");
    }

    private string Config => Path.Combine(root, "config");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task An_area_from_configuration_alone_passes_check_areas_at_once()
    {
        var (exit, said) = await NewAsync("kent", "Kent and Medway");

        Assert.True(exit == 0, said);
        Assert.Contains("made  config/areas/kent/area.json", said, StringComparison.Ordinal);
        await AssertPassesAsync("kent", "26 of 26");
        var settings = SettingsFiles.Read(Config, "kent").Settings!;
        Assert.Equal(("Kent and Medway", "WorkWell Kent and Medway", "E54000032", "NHS Kent and Medway Integrated Care Board"),
            (settings.Name, settings.ServiceName, settings.Board.Ons, settings.Board.Name));
        Assert.NotEmpty(settings.FollowUps);
        Assert.Empty(settings.Limits);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"Logging\": {} }")]
    [InlineData("{\n  // Ours\n  \"Areas\": {\n    \"llr\": { \"Enabled\": false }\n  }\n}\n")]
    public async Task It_is_switched_off_until_it_is_agreed_and_the_rest_of_the_settings_stays(string settings)
    {
        var file = Path.Combine(Config, "workwell.json");
        await File.WriteAllTextAsync(file, settings);

        var (_, said) = await NewAsync("kent", "Kent and Medway");

        Assert.Contains("It is switched off until it is agreed.", said, StringComparison.Ordinal);
        var (exit, checks) = await CheckAreasTests.RunAsync(Config, Path.Combine(root, "artifacts", "areas"));
        Assert.True(exit == 0, checks);
        Assert.Contains("kent  switched off", checks, StringComparison.Ordinal);
        var written = await File.ReadAllTextAsync(file);
        Assert.All(settings.Split('\n').Where(line => line.Contains("Ours", StringComparison.Ordinal) || line.Contains("llr", StringComparison.Ordinal)),
            line => Assert.Contains(line, written, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_board_of_England_can_have_an_area_so_that_all_42_serve_from_configuration_alone()
    {
        var boards = CsvText.Rows(await File.ReadAllTextAsync(Path.Combine(Config, "reference", "integrated-care-boards.csv"))).Skip(1)
            .Select(cells => cells[0]).ToArray();
        Assert.Equal(42, boards.Length);
        foreach (var board in boards)
        {
            var (exit, said) = await NewAsync(board.ToLowerInvariant(), $"Board {board}", board);
            Assert.True(exit == 0, said);
        }

        await File.WriteAllTextAsync(Path.Combine(Config, "workwell.json"), "{}");
        var (passes, checks) = await CheckAreasTests.RunAsync(Config, Path.Combine(root, "artifacts", "areas"));

        Assert.True(passes == 0, checks);
        Assert.Contains("42 ready, 0 refused, 0 switched off", checks, StringComparison.Ordinal);
        Assert.DoesNotContain("equally", checks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_brings_invented_postcodes_and_people_of_its_own_and_the_languages_it_is_asked_for()
    {
        var (_, said) = await NewAsync("kent", "Kent and Medway", authorities: ["E06000035", "E07000110"], languages: ["en", "gu", "pl"]);
        await NewAsync("wolves", "Wolverhampton", "E54000062");

        Assert.Contains("To try it out there are the invented postcode ZA1 0AA,", said, StringComparison.Ordinal);
        Assert.Contains("There are no words in 'pl' yet", said, StringComparison.Ordinal);
        Assert.DoesNotContain("no words in 'gu'", said, StringComparison.Ordinal);
        Assert.Equal(["en", "gu", "pl"], SettingsFiles.Read(Config, "kent").Settings!.Languages);
        var postcodes = await File.ReadAllLinesAsync(Path.Combine(Config, "areas", "kent", "sample-postcodes.csv"));
        Assert.StartsWith("# SAMPLE, not the ONS Postcode Directory. Every postcode here is invented", postcodes[0], StringComparison.Ordinal);
        Assert.Equal(6, postcodes.Length - 2);
        Assert.Equal(["E06000035", "E07000110"], postcodes.Skip(2).Select(row => row.Split(',')[2]).Distinct());
        Assert.Contains("ZA2 0AA,,,,,E54000062,", await File.ReadAllLinesAsync(Path.Combine(Config, "areas", "wolves", "sample-postcodes.csv")));
        var people = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Config, "areas", "kent", "demonstration.json"))).RootElement;
        Assert.Equal(3, people.GetProperty("referrals").GetArrayLength());
    }

    [Fact]
    public async Task People_of_an_area_take_part_in_the_demonstration_once_it_is_switched_on()
    {
        Copy("config/demo");
        await NewAsync("kent", "Kent and Medway");
        Assert.DoesNotContain(DemonstrationFile.Read(Config).Referrals, referral => referral.Key.Contains("kent", StringComparison.Ordinal));

        await SwitchOnAsync("kent");

        var referrals = DemonstrationFile.Read(Config).Referrals;
        Assert.Equal(["demonstration-kent-1", "demonstration-kent-2", "demonstration-kent-3"], referrals.TakeLast(3).Select(referral => referral.Key));
        Assert.Equal("demonstration-1", referrals[0].Key);
    }

    [Fact]
    public async Task From_the_readme_to_the_first_referral()
    {
        var clock = Stopwatch.StartNew();
        await using var host = await RunningHost.StartAsync(
            new Dictionary<string, string?> { ["PluginsFolder"] = Path.Combine(root, "artifacts", "areas"), ["Data"] = Path.Combine(root, "data") }, Config);
        var started = clock.Elapsed;

        foreach (var command in ReadmeCommands())
        {
            using var output = new StringWriter();
            string[] here = command[0] == "check-areas" ? ["--config", Config, "--plugins", Path.Combine(root, "artifacts", "areas")] : ["--config", Config];
            var exit = await AllCommands.Create().Parse([.. command, .. here]).InvokeAsync(new() { Output = output, Error = output });
            Assert.True(exit == 0, output.ToString());
        }
        await SwitchOnAsync("kent");
        for (var i = 0; i < 2; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(2));
            await host.Services.GetRequiredService<AreaFileWatcher>().Poll;
        }
        var people = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Config, "areas", "kent", "demonstration.json")))!["referrals"]!.AsArray();
        foreach (var person in people)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/referrals/{(string)person!["referralSource"]!}")
            {
                Content = JsonContent.Create(person["referral"]!.DeepClone()),
                Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
            };
            var response = await host.Client.SendAsync(request);
            var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            Assert.True(response.StatusCode == HttpStatusCode.Created, answer.ToString());
            Assert.Equal("eligible", answer.GetProperty("outcome").GetString());
        }

        Assert.Equal(3L, await host.Database.ReadAsync<long>("select count(*) from referrals.referral where area = 'kent'"));
        // Somebody who reads the README types for some minutes; what the machine takes must not add to them.
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"Host {started.TotalSeconds:0.0} s; from the README to the first referrals {(clock.Elapsed - started).TotalSeconds:0.0} s.");
        Assert.True(clock.Elapsed - started < TimeSpan.FromMinutes(2), $"It took {clock.Elapsed - started}.");
    }

    // The commands under "Add an area", as somebody would type them.
    private static IEnumerable<string[]> ReadmeCommands()
    {
        var section = File.ReadAllText(Checkout.Path("README.md")).Split("## Add an area")[1].Split("```sh")[1].Split("```")[0];
        var commands = section.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray())
            .ToArray();
        Assert.Equal(["new-area", "check-areas"], commands.Select(command => command[1]));
        return commands.Select(command => command[1..]);
    }

    private async Task SwitchOnAsync(string code)
    {
        var file = Path.Combine(Config, "workwell.json");
        var settings = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file,
            settings.Replace($"\"{code}\": {{ \"Enabled\": false }}", $"\"{code}\": {{ \"Enabled\": true }}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Adding_an_authority_says_why_examples_change_and_shows_them_before_anything_is_written()
    {
        await NewAsync("kent", "Kent and Medway");
        var (settings, examples) = (Path.Combine(Config, "areas", "kent", "area.json"), Path.Combine(Config, "areas", "kent", "examples.csv"));
        await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(settings)).Replace(
            "\"authorities\": []", "\"authorities\": [{ \"name\": \"Medway\", \"codes\": [\"E06000035\"] }]", StringComparison.Ordinal));
        var before = await File.ReadAllTextAsync(examples);
        string[] area = ["--area", "kent", "--plugins", Path.Combine(root, "artifacts", "areas")];

        var (refused, checks) = await CheckAreasTests.RunAsync(Config, Path.Combine(root, "artifacts", "areas"), "--area", "kent");
        var (_, proposed) = await RunAsync("examples", [.. area, "--propose"]);

        Assert.Equal(1, refused);
        var line = Assert.Single(checks.Split('\n'), one => one.Contains("examples do not give the agreed result any more", StringComparison.Ordinal));
        Assert.Contains(
            "each because of lives-in-area-unknown. The area is part of its board since area.json lists authorities", line, StringComparison.Ordinal);
        Assert.Contains("./workwell examples --area kent --propose", line, StringComparison.Ordinal);
        Assert.Contains("if that is agreed: outcome needs-review, reasons lives-in-area-unknown", proposed, StringComparison.Ordinal);
        Assert.Contains($"./workwell examples --area kent --config {Config} --write", proposed, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(examples));

        var (written, _) = await RunAsync("examples", [.. area, "--write"]);

        Assert.Equal(0, written);
        Assert.NotEqual(before, await File.ReadAllTextAsync(examples));
        await AssertPassesAsync("kent", "26 of 26");
    }

    [Theory]
    [InlineData("english")]
    [InlineData("EN")]
    public async Task What_is_no_language_is_refused_in_a_sentence(string language)
    {
        var (exit, said) = await NewAsync("kent", "Kent and Medway", languages: [language]);

        Assert.Equal(1, exit);
        Assert.StartsWith($"\"{language}\" is not a language's tag.", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Config, "areas", "kent")));
    }

    [Fact]
    public async Task Part_of_a_board_is_named_by_its_authorities()
    {
        await NewAsync("wolves", "Wolverhampton & \"friends\"", "E54000062", authorities: ["E08000031", "E08000030"]);

        await AssertPassesAsync("wolves", "26 of 26");
        var settings = SettingsFiles.Read(Config, "wolves").Settings!;
        Assert.Equal("Wolverhampton & \"friends\"", settings.Name);
        Assert.Equal(["Wolverhampton", "Walsall"], settings.Authorities.Select(place => place.Name));
    }

    [Theory]
    [InlineData("Kent", "Kent and Medway", null,
        "\"Kent\" cannot be an area's code. Use up to 30 lower-case letters and digits, with single hyphens between words, such as kent-and-medway.")]
    [InlineData("../../etc", "Kent and Medway", null, "\"../../etc\" cannot be an area's code.")]
    [InlineData("national", "Kent and Medway", null, "\"national\" is a reserved code. Choose another.")]
    [InlineData("kent", " ", null, "Give the area a name of up to 100 characters, such as \"Kent and Medway\".")]
    [InlineData("london", "London", null, "\"London\" could be in any of 5 boards: NHS North West London Integrated Care Board (E54000027)")]
    [InlineData("wolves", "Wolverhampton", null, "No integrated care board is called \"Wolverhampton\". Give the board's ONS code, such as --board")]
    [InlineData("kent", "Kent and Medway", "E99", "E99 is not the ONS code of an integrated care board.")]
    [InlineData("taken", "Kent and Medway", null, "The area \"taken\" already exists in config/areas/taken. Choose another code.")]
    public async Task What_cannot_be_made_is_refused_in_a_sentence_and_leaves_nothing_behind(string code, string name, string? board, string says)
    {
        Directory.CreateDirectory(Path.Combine(Config, "areas", "taken"));

        var (exit, said) = await NewAsync(code, name, board);

        Assert.Equal(1, exit);
        Assert.StartsWith(says, said, StringComparison.Ordinal);
        Assert.Equal(["national", "taken"], Directory.EnumerateDirectories(Path.Combine(Config, "areas")).Select(folder => Path.GetFileName(folder)).Order());
    }

    [Fact]
    public async Task An_area_with_code_builds_and_passes_check_areas_at_once()
    {
        foreach (var file in (string[])[
            "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "BannedSymbols.txt", ".editorconfig",
            "WorkWell.sln"]) Copy(file);
        foreach (var folder in (string[])[
            "plugins/Directory.Build.props", "plugins/Directory.Build.targets", "plugins/Sdk/WorkWell.Areas.Sdk", "plugins/Template",
            "tests/Areas/Template"]) Copy(folder);
        // The solution has to open for an entry to be added to it.
        await File.WriteAllTextAsync(Path.Combine(root, "WorkWell.sln"), "\nMicrosoft Visual Studio Solution File, Format Version 12.00\nGlobal\nEndGlobal\n");

        var (exit, said) = await NewAsync("isle-of-man", "Isle of Wight", "E54000042", withCode: true);
        Assert.True(exit == 0, said);
        var (built, output) = await CommandLine.RunAsync(
            "dotnet", ["build", Path.Combine(root, "plugins", "IsleOfWight"), "-v:q", "--nologo", "-p:UseSharedCompilation=true"]);

        Assert.True(built == 0, output);
        await AssertPassesAsync("isle-of-man", "26 of 26");
        var solution = await File.ReadAllTextAsync(Path.Combine(root, "WorkWell.sln"));
        Assert.Contains("WorkWell.Areas.IsleOfWight.csproj", solution, StringComparison.Ordinal);
        Assert.Contains("WorkWell.Areas.IsleOfWight.Tests.csproj", solution, StringComparison.Ordinal);
        Assert.Contains("class IsleOfWightConformance() : AreaConformance<IsleOfWightArea>(\"isle-of-man\");",
            await File.ReadAllTextAsync(Path.Combine(root, "tests", "Areas", "IsleOfWight", "IsleOfWightConformance.cs")), StringComparison.Ordinal);
        var left = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => file.Contains("IsleOfWight", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)
            && Path.GetExtension(file) is ".cs" or ".json" or ".csproj");
        Assert.All(left.Where(file => file.Contains("IsleOfWight", StringComparison.Ordinal)),
            file => Assert.DoesNotContain("Template", File.ReadAllText(file), StringComparison.Ordinal));
    }

    private async Task<(int Exit, string Said)> RunAsync(string command, string[] options)
    {
        using var output = new StringWriter();
        var exit = await AllCommands.Create().Parse([command, .. options, "--config", Config]).InvokeAsync(new() { Output = output, Error = output });
        return (exit, output.ToString());
    }

    private async Task<(int Exit, string Said)> NewAsync(
        string code, string name, string? board = null, string[]? authorities = null, bool withCode = false, string[]? languages = null)
    {
        using var output = new StringWriter();
        var exit = await NewAreaCommand.RunAsync(
            new NewAreaRequest(code, name, board, authorities ?? [], withCode) { Languages = languages ?? ["en"] }, new HostFolders(root), Config, output,
            CancellationToken.None);
        return (exit, output.ToString());
    }

    private async Task AssertPassesAsync(string code, string examples)
    {
        var (exit, said) = await CheckAreasTests.RunAsync(Config, Path.Combine(root, "artifacts", "areas"), "--area", code);
        Assert.True(exit == 0, said);
        Assert.Contains(said.Split('\n'),
            line => line.StartsWith(code, StringComparison.Ordinal) && line.Contains("ready", StringComparison.Ordinal) && line.TrimEnd()
            .EndsWith(examples, StringComparison.Ordinal));
    }

    private void Copy(string path)
    {
        var from = Checkout.Path(path.Split('/'));
        foreach (var file in File.Exists(from) ? [from] : Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)))
        {
            var to = Path.Combine(root, Path.GetRelativePath(Checkout.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }
    }
}
