using System.CommandLine;
using WorkWell.Host.Commands;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

public sealed class CheckAreasTests : IDisposable
{
    private readonly ConfigFolder config = new("north", "south");

    public void Dispose() => config.Dispose();

    [Fact]
    public async Task The_areas_that_ship_all_pass()
    {
        var (exit, said) = await RunAsync(Checkout.Path("config"), Checkout.Path("artifacts", "areas"));

        Assert.True(exit == 0, said);
        Assert.DoesNotContain("error ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_area_has_a_row_and_every_mistake_its_file_and_line()
    {
        config.AddPlugin("with-code");
        config.Write("areas/south/area.json", ConfigFolder.Settings("south", "\"langauges\": [\"en\"],\n\"doors\": 7"));
        config.AddArea("west");
        config.Write("workwell.json", """{ "Areas": { "west": { "Enabled": false } } }""");

        var (exit, said) = await RunAsync(config.Root, config.Plugins);

        Assert.Equal(1, exit);
        var lines = said.Split('\n').Select(line => line.TrimEnd()).ToArray();
        Assert.Contains("area       state         version  sdk         examples", lines);
        Assert.Contains("north      ready         1.0      >=1.0 <2.0  1 of 1", lines);
        Assert.Contains("south      REFUSED       -        >=1.0 <2.0  -", lines);
        Assert.Contains("west       switched off  -        -           -", lines);
        Assert.Contains("with-code  ready         1.2.3    >=1.0 <2.0  1 of 1", lines);
        Assert.Contains("  error   config/areas/south/area.json:7: \"langauges\" is not allowed here. Is \"languages\" meant?", lines);
        Assert.Contains("  error   config/areas/south/area.json:8: \"doors\" has to be a list in [ ].", lines);
        Assert.Contains("2 ready, 1 refused, 1 switched off", lines);
    }

    [Fact]
    public async Task An_area_that_is_switched_off_may_be_as_wrong_as_it_likes()
    {
        config.Write("areas/south/area.json", "{");
        config.Write("workwell.json", """{ "Areas": { "south": { "Enabled": false } } }""");

        var (exit, said) = await RunAsync(config.Root, config.Plugins);

        Assert.True(exit == 0, said);
    }

    [Fact]
    public async Task Two_areas_that_claim_one_place_are_refused_both_because_nothing_says_which_is_right()
    {
        config.AddArea("west", authorities: "E06000016");
        config.AddArea("east", authorities: "E06000016");

        var (exit, said) = await RunAsync(config.Root, config.Plugins);

        Assert.Equal(1, exit);
        Assert.Contains("error   config/areas/west/area.json: It claims E06000016, and so does east. Neither serves until only one of them does.", said,
            StringComparison.Ordinal);
        Assert.Contains("error   config/areas/east/area.json: It claims E06000016, and so does west.", said, StringComparison.Ordinal);
        Assert.Contains("2 ready, 2 refused", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_area_at_all_is_a_mistake()
    {
        using var empty = new ConfigFolder();

        var (exit, said) = await RunAsync(empty.Root, empty.Plugins);

        Assert.Equal(1, exit);
        Assert.StartsWith("There are no areas", said, StringComparison.Ordinal);
    }

    internal static async Task<(int Exit, string Said)> RunAsync(string configFolder, string plugins)
    {
        using var output = new StringWriter();
        var exit = await CheckAreasCommand.Create().Parse(["--config", configFolder, "--plugins", plugins])
            .InvokeAsync(new InvocationConfiguration { Output = output });
        return (exit, output.ToString());
    }
}
