using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>The list of advisories is maintained by hand; these tests check that it matches the pinned packages.</summary>
public sealed class AdvisoryTests
{
    private const string BroughtAlong = "\n## Brought along by others\n";

    [Fact]
    public void Every_pinned_package_has_been_looked_up_in_the_version_that_is_pinned()
    {
        var listed = Rows(Pinned).Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal).ToArray();
        var pinned = FromNuGet().Concat(FromNpm()).Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(pinned);
        Assert.Equal(pinned, listed);
    }

    [Fact]
    public void Every_package_that_others_bring_along_has_been_looked_up_too()
    {
        using var locks = JsonDocument.Parse(File.ReadAllText(Checkout.Path("host", "packages.lock.json")));
        var brought = locks.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() == "Transitive")
            .Select(package => $"{package.Name} {package.Value.GetProperty("resolved").GetString()}").Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(brought);
        Assert.Equal(brought, Rows(Brought).Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_row_names_a_licence_a_day_and_what_was_found() => Assert.All(Rows(Pinned).Concat(Rows(Brought)), row =>
    {
        Assert.NotEmpty(row[2]);
        Assert.True(DateOnly.TryParseExact(row[4], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), $"{row[0]} has no date.");
        Assert.NotEmpty(row[5]);
    });

    private static string Pinned => Page.Split(BroughtAlong)[0];

    private static string Brought => Page.Split(BroughtAlong)[1];

    private static string Page => File.ReadAllText(Checkout.Path("docs", "safety", "advisories.md"));

    private static IEnumerable<string[]> Rows(string part) => part.Split('\n')
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
