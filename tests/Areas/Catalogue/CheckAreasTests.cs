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
        config.Write("areas/south/area.json", ConfigFolder.Settings("south", "\"langauges\": [\"en\"],\n\"referralSources\": 7"));
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
        Assert.Contains("  error   config/areas/south/area.json:8: \"referralSources\" has to be a list in [ ].", lines);
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
        Assert.Contains("error   config/areas/west/area.json:6: It claims E06000016, and so does east. Neither serves until only one of them does.", said,
            StringComparison.Ordinal);
        Assert.Contains("error   config/areas/east/area.json:6: It claims E06000016, and so does west.", said, StringComparison.Ordinal);
        Assert.Contains("2 ready, 2 refused", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_area_is_checked_alone_even_if_it_is_switched_off()
    {
        config.Write("areas/north/area.json", "{");
        config.Write("workwell.json", """{ "Areas": { "south": { "Enabled": false } } }""");

        var (exit, said) = await RunAsync(config.Root, config.Plugins, "--area", "south");

        Assert.True(exit == 0, said);
        Assert.DoesNotContain("north", said, StringComparison.Ordinal);
        Assert.EndsWith("1 ready, 0 refused, 0 switched off", said.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_area_that_is_checked_alone_still_meets_the_claims_of_the_others()
    {
        config.AddArea("west", authorities: "E06000016");
        config.AddArea("east", authorities: "E06000016");

        var (exit, said) = await RunAsync(config.Root, config.Plugins, "--area", "west");

        Assert.Equal(1, exit);
        Assert.Contains("It claims E06000016, and so does east.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_area_that_is_not_there_is_answered_with_those_that_are()
    {
        var (exit, said) = await RunAsync(config.Root, config.Plugins, "--area", "nroth");

        Assert.Equal((1, "There is no area \"nroth\" in config/areas. The areas are: north, south."), (exit, said.TrimEnd()));
    }

    [Fact]
    public async Task Errors_stand_before_advice()
    {
        config.Write("areas/south/area.json", ConfigFolder.Settings("south", "\"referralSources\": 7"));

        var (_, said) = await RunAsync(config.Root, config.Plugins);

        Assert.InRange(said.IndexOf("  error   ", StringComparison.Ordinal), 0, said.IndexOf("  advice  ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ \"on\": \"2025-12-25\", \"name\": \"Christmas Day\" },", "", "2025-12-25 (Christmas Day) is missing")]
    [InlineData("2026-05-25", "2026-05-24", "2026-05-24 (Spring bank holiday) is a Sunday; give the weekday in its place")]
    [InlineData("{ \"on\": \"2027-03-29\", \"name\": \"Easter Monday\" },", "", "2027-03-29 (Easter Monday) is missing")]
    public async Task A_mistake_in_the_calendar_fails_the_check(string was, string becomes, string says)
    {
        var calendar = await File.ReadAllTextAsync(config.PathOf("calendars/england.json"));
        Assert.Contains(was, calendar, StringComparison.Ordinal);
        config.Write("calendars/england.json", calendar.Replace(was, becomes, StringComparison.Ordinal));

        var (exit, said) = await RunAsync(config.Root, config.Plugins);

        Assert.Equal(1, exit);
        Assert.Contains(says, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E06000999", "E06000999 (Here) is not the code of a local authority district of England.")]
    [InlineData("E06000016", "E06000016 is the code of Leicester, not of Here.")]
    public async Task An_authority_that_is_on_no_list_or_has_another_name_is_named(string code, string says)
    {
        config.Write("reference/english-local-authorities.csv", "code,name\nE06000016,Leicester\n");
        config.AddArea("west", authorities: code);

        var (exit, said) = await RunAsync(config.Root, config.Plugins);

        Assert.Equal(1, exit);
        Assert.Contains($"error   config/areas/west/area.json:6: {says}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_is_on_no_list_is_named_beside_the_examples_that_it_changes()
    {
        config.Write("reference/english-local-authorities.csv", "code,name\nE06000016,Leicester\n");
        config.AddArea("west");
        config.WriteSettings("west", authorities: "E06000999");

        var (_, said) = await RunAsync(config.Root, config.Plugins, "--area", "west");

        Assert.Contains("config/areas/west/examples.csv:2: ", said, StringComparison.Ordinal);
        Assert.Contains("config/areas/west/area.json:6: E06000999 (Here) is not the code of a local authority", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_counts_from_a_limit_that_is_no_time_is_named_with_its_line()
    {
        config.Write("areas/south/follow-ups.json", """
            { "steps": [
              { "code": "ends", "trigger": "support-started", "after": "limit:maximumAge", "message": "limit-reached" }] }
            """);

        var (exit, said) = await RunAsync(config.Root, config.Plugins);

        Assert.Equal(1, exit);
        Assert.Contains("config/areas/south/follow-ups.json:2: \"limit:maximumAge\" is not a time", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_language_gives_counts_and_the_lines_only_when_they_are_asked_for()
    {
        foreach (var language in (string[])["en", "pl"])
        {
            foreach (var file in Directory.EnumerateFiles(Checkout.Path("config", "texts", "en")))
                config.Write($"texts/{language}/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file));
        }
        var polish = await File.ReadAllTextAsync(config.PathOf("texts/pl/language.json"));
        config.Write("texts/pl/language.json", polish.Replace("\"English\"", "\"Polski\"", StringComparison.Ordinal));
        File.Delete(config.PathOf("texts/pl/start.json"));

        var (_, said) = await RunAsync(config.Root, config.Plugins);
        using var all = new StringWriter();
        PageWordsCommand.Report(config.PathOf("texts"), all: true, all);

        var about = said.Split('\n').Where(line => line.StartsWith("page texts", StringComparison.Ordinal)).ToArray();
        var polishLine = Assert.Single(about, line => line.Contains("(pl)", StringComparison.Ordinal));
        Assert.Matches(@"\(pl\): [1-9][0-9]* texts, [1-9][0-9]* missing, [1-9][0-9]* out of date, [0-9]+ not approved, 0 approved", polishLine);
        Assert.Contains("Each text by name: ./workwell page-words --all", said, StringComparison.Ordinal);
        Assert.True(said.Split('\n').Length < 40, said);
        Assert.Contains("  missing      start.title", all.ToString(), StringComparison.Ordinal);
        Assert.True(all.ToString().Split('\n').Length > 500);
    }

    [Fact]
    public async Task No_area_at_all_is_a_mistake()
    {
        using var empty = new ConfigFolder();

        var (exit, said) = await RunAsync(empty.Root, empty.Plugins);

        Assert.Equal(1, exit);
        Assert.StartsWith("There are no areas", said, StringComparison.Ordinal);
    }

    internal static async Task<(int Exit, string Said)> RunAsync(string configFolder, string plugins, params string[] more)
    {
        using var output = new StringWriter();
        var exit = await CheckAreasCommand.Create().Parse(["--config", configFolder, "--plugins", plugins, .. more])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = TextWriter.Null });
        return (exit, output.ToString());
    }
}
