using WorkWell.Areas.Settings;

namespace WorkWell.Areas.Tests;

/// <summary>Several mistakes in one file, and plans that go over the national one. Each mistake by itself: Mistakes/MistakesInSettings.</summary>
public sealed class StrictSettingsTests : IDisposable
{
    private readonly ConfigFolder config = new("north");

    public void Dispose() => config.Dispose();

    [Fact]
    public void All_mistakes_are_found_at_once()
    {
        config.WriteSettings("north", "\"langauges\": [],\n\"referralSources\": 7,\n\"targets\": [{}]");

        var lines = SettingsFiles.Read(config.Root, "north").Errors.Select(finding => finding.Line).ToArray();

        Assert.Equal([7, 8, 9, 9, 9, 9, 9], lines);
    }

    [Fact]
    public void An_area_with_a_plan_of_its_own_does_not_inherit_the_national_one()
    {
        config.Write("areas/north/follow-ups.json",
            """{ "steps": [{ "code": "only", "trigger": "support-started", "after": "P1W", "message": "check-in" }] }""");

        Assert.Equal("only", Assert.Single(SettingsFiles.Read(config.Root, "north").Settings!.FollowUps).Code);
    }

    [Fact]
    public void An_area_may_take_the_national_plan_replace_a_step_leave_one_out_and_add_its_own()
    {
        config.Write("areas/national/follow-ups.json", """
            { "steps": [
              { "code": "first", "trigger": "support-started", "after": "P1W", "message": "check-in" },
              { "code": "second", "trigger": "support-started", "after": "P2W", "message": "check-in" },
              { "code": "third", "trigger": "support-started", "after": "P3W", "message": "check-in" } ] }
            """);
        config.Write("areas/north/follow-ups.json", """
            { "withNational": true, "without": ["second"], "steps": [
              { "code": "own", "trigger": "support-started", "after": "P5W", "message": "check-in" },
              { "code": "first", "trigger": "support-started", "after": "P4W", "message": "check-in" } ] }
            """);

        Assert.Equal([("first", "P4W"), ("third", "P3W"), ("own", "P5W")],
            SettingsFiles.Read(config.Root, "north").Settings!.FollowUps.Select(step => (step.Code, step.After)));
    }
}
