using System.Text.RegularExpressions;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>Pages lead where they say, and decision records are short and numbered without gaps.</summary>
public sealed partial class PagesTests
{
    private static readonly string[] Pages =
        [.. Directory.EnumerateFiles(Checkout.Root, "*.md"), .. SourceTree.FilesBelow("*.md", "docs", "config", "modules")];

    private static readonly string[] Decisions = [.. SourceTree.FilesBelow("*.md", "docs").Where(IsDecision).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_link_leads_to_a_file()
    {
        var links = from page in Pages
                    from Match link in Link().Matches(File.ReadAllText(page))
                    let target = Path.GetFullPath(link.Groups[1].Value, Path.GetDirectoryName(page)!)
                    select (Where: $"{SourceTree.Relative(page)}: {link.Groups[1].Value}", IsThere: Path.Exists(target));
        Assert.NotEmpty(links);
        Assert.Empty(links.Where(link => !link.IsThere).Select(link => link.Where));
    }

    [Fact]
    public void Every_decision_that_a_source_file_names_is_there()
    {
        var named = from path in SourceTree.FilesBelow("*.*", "host", "modules", "plugins", "docs")
                        .Concat(Directory.EnumerateFiles(Checkout.Root, "Directory.*"))
                    where IsText(path)
                    from Match name in DecisionName().Matches(File.ReadAllText(path))
                    select (Where: $"{SourceTree.Relative(path)}: {name.Value}", IsThere: File.Exists(Checkout.Path(name.Value)));
        Assert.NotEmpty(named);
        Assert.Empty(named.Where(one => !one.IsThere).Select(one => one.Where));
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps_and_fit_on_a_page()
    {
        Assert.NotEmpty(Decisions);
        Assert.Equal(Enumerable.Range(1, Decisions.Length).Select(number => $"{number:0000} {number}"),
            Decisions.Select(path => $"{Path.GetFileName(path)[..4]} {Title().Match(File.ReadAllText(path)).Groups[1].Value}"));
        Assert.Empty(Decisions.Where(path => File.ReadLines(path).Count() > 45).Select(SourceTree.Relative));
    }

    // Tables and commands are not wrapped.
    [Fact]
    public void Prose_keeps_to_120_columns()
    {
        var wide = from page in Pages
                   from line in Fence().Replace(File.ReadAllText(page), "").Split('\n')
                   where line.Length > 120 && !line.StartsWith('|')
                   select $"{SourceTree.Relative(page)}: {line[..60]}...";
        Assert.Empty(wide);
    }

    private static bool IsDecision(string path) => SourceTree.Relative(path).StartsWith("docs/decisions/", StringComparison.Ordinal);

    private static bool IsText(string path) => Path.GetExtension(path) is ".cs" or ".sql" or ".md" or ".mjs" or ".props" or ".targets" or ".csproj";

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)([^)\s#]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"docs/decisions/[0-9]{4}[a-z0-9-]*\.md")]
    private static partial Regex DecisionName();

    [GeneratedRegex(@"\A# ([0-9]+)\. ")]
    private static partial Regex Title();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
