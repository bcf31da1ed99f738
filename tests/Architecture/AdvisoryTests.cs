using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>The list of advisories is maintained by hand; these tests check that it matches the pinned packages.</summary>
public sealed class AdvisoryTests
{
    [Fact]
    public void Every_pinned_package_has_been_looked_up_in_the_version_that_is_pinned()
    {
        var listed = Rows().Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal).ToArray();
        var pinned = FromNuGet().Concat(FromNpm()).Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(pinned);
        Assert.Equal(pinned, listed);
    }

    [Fact]
    public void Every_row_names_a_licence_a_day_and_what_was_found() => Assert.All(Rows(), row =>
    {
        Assert.NotEmpty(row[2]);
        Assert.True(DateOnly.TryParseExact(row[4], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), $"{row[0]} has no date.");
        Assert.NotEmpty(row[5]);
    });

    private static IEnumerable<string[]> Rows() => File.ReadLines(Checkout.Path("docs", "safety", "advisories.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| package", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    private static IEnumerable<string> FromNuGet() => XDocument.Load(Checkout.Path("Directory.Packages.props")).Descendants("PackageVersion")
        .Select(package => $"{package.Attribute("Include")!.Value} {package.Attribute("Version")!.Value}");

    private static IEnumerable<string> FromNpm()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Checkout.Path("package.json")));
        return [.. json.RootElement.EnumerateObject().Where(group => group.Name.EndsWith("ependencies", StringComparison.Ordinal))
            .SelectMany(group => group.Value.EnumerateObject()).Select(package => $"{package.Name} {package.Value}")];
    }
}
