using System.Text.RegularExpressions;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>Every setting that the code reads is in the table of running.md, and every setting of the table is read.</summary>
public sealed partial class SettingsTests
{
    private static readonly (string Path, string Text)[] Sources =
    [
        .. new[] { "modules", "host" }.SelectMany(folder => Directory.EnumerateFiles(Checkout.Path(folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => (path, File.ReadAllText(path))),
    ];

    [Fact]
    public void The_table_of_settings_and_the_code_name_the_same()
    {
        string[] read =
        [
            .. Sources.SelectMany(source => ReadIn(source.Text)).Concat(Bound()).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal),
        ];
        Assert.InRange(read.Length, 40, 200);
        var documented = Documented();
        Assert.Equal(documented.Distinct(StringComparer.OrdinalIgnoreCase).Count(), documented.Length);
        Assert.Empty(read.Except(documented, StringComparer.OrdinalIgnoreCase).Select(key => $"{key} is read and is not in the table of running.md"));
        Assert.Empty(documented.Except(read, StringComparer.OrdinalIgnoreCase).Select(key => $"{key} is in the table of running.md and nothing reads it"));
    }

    private static string[] Documented()
    {
        var page = File.ReadAllText(Checkout.Path("docs", "operations", "running.md"));
        var table = page[page.IndexOf("\n## Every setting", StringComparison.Ordinal)..];
        return [.. Row().Matches(table).Select(match => match.Groups[1].Value)];
    }

    // configuration["Key"], configuration.GetValue("Key", ...), and section["Key"] below a section.
    private static IEnumerable<string> ReadIn(string text)
    {
        foreach (Match match in Direct().Matches(text)) yield return Generic(match.Groups[1].Value);
        foreach (Match match in Interpolated().Matches(text)) yield return Generic(match.Groups[1].Value);
        if (Section().Match(text) is not { Success: true } section) yield break;
        foreach (Match match in Below().Matches(text)) yield return $"{section.Groups[1].Value}:{match.Groups[1].Value}";
    }

    // Sections that are bound to a record: each of its properties is a key.
    private static IEnumerable<string> Bound() =>
        from source in Sources
        from Match bound in BoundTo().Matches(source.Text)
        let type = bound.Groups[1].Value
        let record = Sources.Single(other => Regex.IsMatch(other.Text, $@"sealed record {type}\b"))
        let body = BodyOf(record.Text, type)
        let section = bound.Groups[2].Value.StartsWith('"') ? bound.Groups[2].Value.Trim('"') : SectionConstant().Match(body).Groups[1].Value
        from Match property in Property().Matches(body)
        select property.Groups[2].Value == "Areas" ? $"{section}:Areas:CODE:RequireApproval" : $"{section}:{property.Groups[2].Value}";

    private static string BodyOf(string text, string type)
    {
        var from = text.IndexOf($"sealed record {type}", StringComparison.Ordinal);
        var to = text.IndexOf("\n}", from, StringComparison.Ordinal);
        return text[from..to];
    }

    private static string Generic(string key) => Placeholder().Replace(key, "CODE");

    [GeneratedRegex("""configuration(?:\.GetValue(?:<[^>(]*>)?\(|\[)"([A-Za-z]+(?::[A-Za-z]+)*)""" + "\"", RegexOptions.IgnoreCase)]
    private static partial Regex Direct();

    [GeneratedRegex("""configuration(?:\[|\.GetSection\(|\.GetValue(?:<[^>(]*>)?\()\$"([A-Za-z:{}.]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Interpolated();

    [GeneratedRegex("var section = configuration\\.GetSection\\(\"([A-Za-z]+)\"\\)")]
    private static partial Regex Section();

    [GeneratedRegex("section(?:\\[|\\.GetValue(?:<[^>(]*>)?\\(|, |\\.GetSection\\()\"([A-Za-z]+)\"")]
    private static partial Regex Below();

    [GeneratedRegex("(?:AddOptions|Configure)<(\\w+)>\\((?:\\)\\.Bind\\()?configuration\\.GetSection\\((\\w+\\.Section|\"\\w+\")\\)")]
    private static partial Regex BoundTo();

    [GeneratedRegex("const string Section = \"(\\w+)\";")]
    private static partial Regex SectionConstant();

    [GeneratedRegex("public (?:required )?(\\S.*?) (\\w+) \\{ get; init; \\}")]
    private static partial Regex Property();

    [GeneratedRegex("^\\| `([A-Za-z:]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("\\{[^}]*\\}")]
    private static partial Regex Placeholder();
}
