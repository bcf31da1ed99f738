namespace WorkWell.Areas.Sdk.Tests;

public sealed class AreasPageTests
{
    [Fact]
    public void The_page_about_the_areas_says_what_the_rules_say()
    {
        var written = AreasPage.Write(ShippedArea.All);
        var page = Path.Combine(ShippedArea.Root, "docs", "areas.md");
        if (File.Exists(page) && File.ReadAllText(page).ReplaceLineEndings("\n") == written) return;

        var fresh = Path.Combine(ShippedArea.Root, "artifacts", "areas.md");
        File.WriteAllText(fresh, written);
        Assert.Fail("docs/areas.md and the rules differ. Read artifacts/areas.md, and if the rules are right, copy it there.");
    }

    [Fact]
    public void Every_rule_says_how_firmly_it_stands_and_where_it_is_said() =>
        Assert.All(ShippedArea.All.SelectMany(area => area.Rules.Required.Concat(area.Rules.Priorities).Concat(area.Rules.Advice)),
        rule => Assert.True(rule.Source.Length > 10, rule.Code));
}
