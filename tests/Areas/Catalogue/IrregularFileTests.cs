using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>Pipes and links where files are expected, and a settings file that is none.</summary>
public sealed class IrregularFileTests : IDisposable
{
    private readonly ConfigFolder config = new("north", "south");

    public void Dispose() => config.Dispose();

    [Theory]
    [InlineData("areas/south/notes.csv")]
    [InlineData("areas/south/partners.json")]
    [InlineData("areas/south/templates/en/notes.txt")]
    [InlineData("areas/national/notes.csv")]
    public async Task A_pipe_in_one_folder_stops_no_area_from_being_read_again(string file)
    {
        await using var host = await RunningHost.StartAsync(config.Overrides, config.Root);
        await MakePipeAsync(file);
        config.WriteSettings("north", """ "languages": ["en", "gu"] """);

        await PollAsync(host);
        await PollAsync(host);

        Assert.Equal(["en", "gu"], host.Services.GetRequiredService<IAreaCatalogue>().Ready["north"].Settings.Languages);
    }

    [Theory]
    [InlineData("areas/south/area.json")]
    [InlineData("areas/south/examples.csv")]
    public async Task An_area_with_a_pipe_or_a_link_in_the_place_of_its_file_is_refused_and_the_others_are_not(string file)
    {
        File.Delete(config.PathOf(file));
        await MakePipeAsync(file);
        var (exit, said) = await CheckAreasTests.RunAsync(config.Root, config.Plugins);
        Assert.Equal(1, exit);
        Assert.Contains("It is not an ordinary file.", said, StringComparison.Ordinal);

        File.Delete(config.PathOf(file));
        File.CreateSymbolicLink(config.PathOf(file), config.PathOf(file.Replace("south", "north", StringComparison.Ordinal)));
        (exit, said) = await CheckAreasTests.RunAsync(config.Root, config.Plugins);
        Assert.Equal(1, exit);
        Assert.Contains("The file is a link. Put the file itself here.", said, StringComparison.Ordinal);
        Assert.Contains("1 ready, 1 refused", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_whose_folder_holds_a_link_is_refused()
    {
        config.AddPlugin("linked");
        File.CreateSymbolicLink(config.PathOf("plugins/linked/Other.dll"), typeof(object).Assembly.Location);

        var (exit, said) = await CheckAreasTests.RunAsync(config.Root, config.Plugins);

        Assert.Equal(1, exit);
        Assert.Contains("Other.dll is a link. Put the file itself here.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_settings_file_is_named_with_its_line()
    {
        config.Write("workwell.json", "{\n  \"Areas\": {\n    \"north\" { \"Enabled\": true }\n  }\n}\n");

        var (exit, said) = await CheckAreasTests.RunAsync(config.Root, config.Plugins);
        var run = await CommandLine.RunAsync(
            "dotnet", [typeof(WorkWell.Host.WorkWellHost).Assembly.Location, "serve"], new Dictionary<string, string> { ["WORKWELL_CONFIG"] = config.Root });

        Assert.Equal((1, 1), (exit, run.ExitCode));
        Assert.Contains("workwell.json:3: This is not JSON.", said, StringComparison.Ordinal);
        Assert.Contains("workwell.json:3: This is not JSON.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    private async Task MakePipeAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(config.PathOf(file))!);
        using var make = Process.Start("mkfifo", [config.PathOf(file)]);
        await make.WaitForExitAsync();
    }

    private static Task PollAsync(RunningHost host)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        return host.Services.GetRequiredService<AreaFileWatcher>().Poll;
    }
}
