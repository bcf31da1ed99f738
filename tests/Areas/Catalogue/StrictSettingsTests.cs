using WorkWell.Areas.Settings;

namespace WorkWell.Areas.Tests;

/// <summary>Mistakes in settings, each named with its line in a plain sentence.</summary>
public sealed class StrictSettingsTests : IDisposable
{
    private const string Limit = "\"minimumAge\": { \"value\": 18, \"standing\": \"stated\", \"source\": \"Test\" }";
    private readonly ConfigFolder config = new("north");

    public void Dispose() => config.Dispose();

    [Theory]
    [InlineData("\"langauges\": [\"en\"]", "7: \"langauges\" is not allowed here. Is \"languages\" meant?")]
    [InlineData("\"Languages\": [\"en\"]", "7: \"Languages\" is not allowed here. Is \"languages\" meant?")]
    [InlineData("\"name\": \"Again\"", "7: \"name\" appears twice.")]
    [InlineData("\"languages\": \"en\"", "7: \"languages\" has to be a list in [ ].")]
    [InlineData("\"languages\": [null]", "7: \"languages[0]\" has to be text in quotes, without control characters.")]
    [InlineData("\"languages\": null", "7: \"languages\" has to be a list in [ ].")]
    [InlineData("\"languages\": []", "7: List at least one language.")]
    [InlineData("\"languages\": [\"en\", \"en\"]", "7: \"en\" is listed twice.")]
    [InlineData("\"contact\": []", "7: \"contact\" has to be a group of members in { }.")]
    [InlineData("\"contact\": { \"email\": \"nobody\" }", "7: \"nobody\" is not an e-mail address.")]
    [InlineData("\"contact\": { \"web\": \"javascript:alert(1)\" }", "7: \"javascript:alert(1)\" is not a web address: begin with https://.")]
    [InlineData("\"contact\": { \"phone\": \"01384 \\u0000324645\" }", "7: \"contact.phone\" has to be text in quotes, without control characters.")]
    [InlineData("\"contact\": { \"phone\": \"\\ud800\" }", "7: \"contact.phone\" has to be text in quotes, without control characters.")]
    [InlineData("\"doors\": [\"front\"]", "7: \"doors[0]\" has to be one of \"self\", \"employer\", \"primary-care\", \"jobcentre\", \"local-service\".")]
    [InlineData("\"doors\": [0]", "7: \"doors[0]\" has to be one of \"self\", \"employer\", \"primary-care\", \"jobcentre\", \"local-service\".")]
    [InlineData("\"limits\": { " + Limit + ", " + Limit + " }", "7: \"minimumAge\" appears twice.")]
    [InlineData("\"limits\": {\n\"minimunAge\": { \"value\": 18, \"standing\": \"stated\", \"source\": \"Test\" } }",
        "8: No rule reads \"minimunAge\". The names are: minimumAge,")]
    [InlineData("\"limits\": {\n\"minimumAge\": {\n\"value\": 18.5, \"standing\": \"stated\", \"source\": \"Test\" } }",
        "9: \"limits.minimumAge.value\" has to be a whole number.")]
    [InlineData("\"limits\": {\n\"minimumAge\": { \"value\": 18 } }", "8: \"limits.minimumAge\" lacks \"standing\".")]
    [InlineData("\"limits\": { " + Limit + ",\n\"maximumAge\": { \"value\": 17, \"standing\": \"stated\", \"source\": \"Test\" } }",
        "8: \"minimumAge\" is above \"maximumAge\", so nobody could be helped.")]
    [InlineData("\"requirements\": { \"rightToWorks\": { \"applies\": true, \"standing\": \"stated\", \"source\": \"Test\" } }",
        "7: No rule reads \"rightToWorks\".")]
    [InlineData("\"requirements\": { \"rightToWork\": { \"applies\": \"yes\", \"standing\": \"stated\", \"source\": \"Test\" } }",
        "7: \"requirements.rightToWork.applies\" has to be true or false.")]
    [InlineData("\"authorities\": [{ \"name\": \"Dudley\" }]",
        "7: Dudley has no code. Names change; give the code of a local authority district such as E06000016.")]
    [InlineData("\"authorities\": [{ \"name\": \"Dudley\", \"codes\": [\"E8000027\"] }]",
        "7: \"E8000027\" is not the code of a local authority district such as E06000016.")]
    [InlineData("\"networks\": [{ \"name\": \"Small Heath\", \"partner\": \"a\" },\n{ \"name\": \"Small-Heath PCN\", \"partner\": \"b\" }]",
        "8: Small-Heath PCN and Small Heath share the name or code \"small heath\", which makes it ambiguous.")]
    [InlineData("\"postcodeDistricts\": [\"LE1-LE19\"]", "7: \"LE1-LE19\" is not a postcode district such as LE4: list each one.")]
    [InlineData("\"targets\": [{ \"code\": \"A target\", \"name\": \"T\", \"number\": 0, \"standing\": \"stated\", \"source\": \"Test\" }]",
        "7: \"A target\" is not a code: use lower-case words with hyphens.")]
    [InlineData("\"lists\": { \"offers\": [{ \"code\": \"job\", \"name\": \"A job\", \"agreedOn\": \"2026-02-30\" }] }",
        "7: \"lists.offers[0].agreedOn\" has to be a date such as \"2026-09-07\".")]
    [InlineData("\"followUps\": []", "7: Put follow-ups in follow-ups.json beside this file.")]
    [InlineData("\"languages\": [\"en\",]",
        "7: This is not valid JSON from here on: look for a missing comma, quote or bracket, on this line or the one before.")]
    public void A_mistake_in_area_json_is_named_with_its_line(string members, string says)
    {
        config.WriteSettings("north", members);

        var reading = SettingsFiles.Read(config.Root, "north");

        Assert.Null(reading.Settings);
        Assert.Contains(reading.Errors, finding => finding.ToString().StartsWith("config/areas/north/area.json:" + says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "area.json:1: This is not valid JSON")]
    [InlineData("[]", "area.json:1: The file has to be a group of members in { }.")]
    [InlineData("{}", "area.json:1: The file lacks \"code\".")]
    [InlineData("null", "area.json:1: The file has to be a group of members in { }.")]
    [InlineData("{ \"sdk\": 1 }", "area.json:1: \"sdk\" has to be text in quotes.")]
    public void A_file_that_is_no_settings_at_all_is_refused(string text, string says)
    {
        config.Write("areas/north/area.json", text);

        Assert.Contains(SettingsFiles.Read(config.Root, "north").Errors, finding => finding.ToString().Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_a_file_too_large_and_one_too_deep_are_refused()
    {
        var path = config.PathOf("areas/north/area.json");
        File.WriteAllBytes(path, [(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'}']);
        Assert.Contains("The file is not UTF-8 text. Save it again as UTF-8.", Only(), StringComparison.Ordinal);
        File.WriteAllText(path, new string(' ', 1_000_001));
        Assert.Contains("The file is larger than 1000000 bytes.", Only(), StringComparison.Ordinal);
        config.WriteSettings("north", $"\"lists\": {string.Concat(Enumerable.Repeat("{\"a\":", 60))}1{new string('}', 60)}");
        Assert.Contains("is not valid JSON", SettingsFiles.Read(config.Root, "north").Errors[^1].ToString(), StringComparison.Ordinal);

        string Only() => Assert.Single(SettingsFiles.Read(config.Root, "north").Errors).ToString();
    }

    [Fact]
    public void All_mistakes_are_found_at_once()
    {
        config.WriteSettings("north", "\"langauges\": [],\n\"doors\": 7,\n\"targets\": [{}]");

        var lines = SettingsFiles.Read(config.Root, "north").Errors.Select(finding => finding.Line).ToArray();

        Assert.Equal([7, 8, 9, 9, 9, 9, 9], lines);
    }

    [Theory]
    [InlineData("south", "config/areas/north/area.json:3: The code is \"south\" but the folder is \"north\"; they must be the same.")]
    [InlineData("North", "config/areas/north/area.json:3: \"North\" is not a code: use lower-case words with hyphens.")]
    public void The_code_is_the_folders_name(string code, string says)
    {
        config.Write("areas/north/area.json", ConfigFolder.Settings(code));

        Assert.Contains(SettingsFiles.Read(config.Root, "north").Errors, finding => finding.ToString() == says);
    }

    [Theory]
    [InlineData("\"after\": \"P3X\"", "\"P3X\" is not a time")]
    [InlineData("\"after\": \"limit:weeksOfSport\"", "\"limit:weeksOfSport\" is not a time")]
    [InlineData("\"after\": \"P3D\", \"times\": 2", "A step that happens more than once needs \"every\".")]
    [InlineData("\"after\": \"P3D\", \"every\": \"at once\", \"times\": 2", "\"at once\" is not a time")]
    [InlineData("\"after\": \"P3D\", \"anchor\": \"offer-made\"", "\"anchor\" appears twice.")]
    [InlineData("\"after\": \"P3D\", \"for\": \"everybody\"", "\"steps[0].for\" has to be one of \"participant\", \"referrer\", \"partner\", \"area-team\".")]
    public void A_mistake_in_follow_ups_is_named_with_its_file(string members, string says)
    {
        config.Write("areas/north/follow-ups.json", $$"""{ "steps": [{ "code": "check-in", "anchor": "support-started", {{members}} }] }""");

        var finding = Assert.Single(SettingsFiles.Read(config.Root, "north").Errors);

        Assert.StartsWith("config/areas/north/follow-ups.json:1: " + says, finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_area_with_a_plan_of_its_own_does_not_inherit_the_national_one()
    {
        config.Write("areas/north/follow-ups.json",
            """{ "steps": [{ "code": "only", "anchor": "support-started", "after": "P1W", "message": "check-in" }] }""");

        Assert.Equal("only", Assert.Single(SettingsFiles.Read(config.Root, "north").Settings!.FollowUps).Code);
    }

    [Fact]
    public void An_area_may_take_the_national_plan_replace_a_step_leave_one_out_and_add_its_own()
    {
        config.Write("areas/national/follow-ups.json", """
            { "steps": [
              { "code": "first", "anchor": "support-started", "after": "P1W", "message": "check-in" },
              { "code": "second", "anchor": "support-started", "after": "P2W", "message": "check-in" },
              { "code": "third", "anchor": "support-started", "after": "P3W", "message": "check-in" } ] }
            """);
        config.Write("areas/north/follow-ups.json", """
            { "withNational": true, "without": ["second"], "steps": [
              { "code": "own", "anchor": "support-started", "after": "P5W", "message": "check-in" },
              { "code": "first", "anchor": "support-started", "after": "P4W", "message": "check-in" } ] }
            """);

        Assert.Equal([("first", "P4W"), ("third", "P3W"), ("own", "P5W")],
            SettingsFiles.Read(config.Root, "north").Settings!.FollowUps.Select(step => (step.Code, step.After)));
    }

    [Theory]
    [InlineData("\"withNational\": true, \"without\": [\"acknowlege\"]", "There is no national step \"acknowlege\".")]
    [InlineData("\"without\": [\"acknowledge\"]", "\"without\" leaves out national steps, so it needs \"withNational\": true.")]
    [InlineData("\"withNational\": true, \"without\": [\"acknowledge\"]", "\"acknowledge\" is both left out and listed in \"steps\".")]
    public void A_mistake_about_the_national_plan_is_named(string members, string says)
    {
        config.Write("areas/north/follow-ups.json",
            $$"""{ {{members}}, "steps": [{ "code": "{{(
            says.Contains("both", StringComparison.Ordinal) ? "acknowledge"
            : "own")}}", "anchor": "support-started", "after": "P1W", "message": "check-in" }] }""");

        var finding = Assert.Single(SettingsFiles.Read(config.Root, "north").Errors);

        Assert.Equal("config/areas/north/follow-ups.json:1: " + says, finding.ToString());
    }
}
