using System.Text.Json;

namespace WorkWell.Ui.Tests.Parts;

public sealed class FixtureTests
{
    public static TheoryData<string> Components => [.. FixtureReader.Offered.Keys];

    [Theory]
    [MemberData(nameof(Components))]
    public void A_part_writes_what_the_design_system_writes(string component)
    {
        var fixtures = FixtureReader.Read(component).ToArray();
        Assert.NotEmpty(fixtures);
        var differences = fixtures.Select(Difference).Where(difference => difference is not null).ToArray();
        Assert.True(differences.Length == 0,
            $"{differences.Length} of {fixtures.Length} fixtures of {component} differ.\n\n{string.Join("\n\n", differences.Take(4))}");
    }

    [Theory]
    [InlineData("header footer button input date-input radios checkboxes textarea select error-summary error-message inset-text warning-callout details")]
    [InlineData("summary-list tables tag pagination breadcrumb tabs task-list card notification-banner skip-link")]
    [InlineData("back-link fieldset label legend hint action-link do-dont-list panel heading file-upload character-count password-input search-input scroll")]
    public void Every_part_that_our_pages_need_is_offered(string components) =>
        Assert.All(components.Split(' '), component => Assert.Contains(component, FixtureReader.Offered.Keys));

    private static string? Difference(Fixture fixture)
    {
        try
        {
            var expected = Dom.Describe(fixture.Html);
            var actual = Dom.Describe(Dom.Print(FixtureReader.Make(fixture)));
            return expected == actual ? null : $"{fixture.Component}: {fixture.Name}\n{fixture.Context.ToJsonString()}\nexpected\n{expected}actual\n{actual}";
        }
        catch (JsonException notOffered)
        {
            return $"{fixture.Component}: {fixture.Name}: {notOffered.Message}";
        }
    }
}
