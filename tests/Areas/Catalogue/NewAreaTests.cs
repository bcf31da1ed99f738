using WorkWell.Areas.Settings;
using WorkWell.Host;
using WorkWell.Host.Commands;
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

    private async Task<(int Exit, string Said)> NewAsync(string code, string name, string? board = null, string[]? authorities = null, bool withCode = false)
    {
        using var output = new StringWriter();
        var exit = await NewAreaCommand.RunAsync(
            new NewAreaRequest(code, name, board, authorities ?? [], withCode), new HostFolders(root), Config, output, CancellationToken.None);
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
