using System.Text.RegularExpressions;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

public sealed partial class NamingTests
{
    [Fact]
    public void No_two_source_files_share_a_name()
    {
        Assert.NotEmpty(SourceTree.CSharpFiles);
        var shared = SourceTree.CSharpFiles.Select(path => (Name: Path.GetFileName(path), Path: SourceTree.Relative(path)))
            .Where(file => file.Name != "Program.cs").GroupBy(file => file.Name).Where(group => group.Count() > 1)
            .Select(group => string.Join(", ", group.Select(file => file.Path)));
        Assert.Empty(shared);
    }

    [Fact]
    public void No_type_is_named_after_a_pattern_instead_of_a_thing()
    {
        Assert.NotEmpty(SourceTree.CSharpFiles);
        var named = from path in SourceTree.CSharpFiles
                    from Match match in PatternName().Matches(File.ReadAllText(path))
                    select $"{SourceTree.Relative(path)}: {match.Groups[1].Value}";
        Assert.Empty(named);
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var sources = SourceTree.FilesBelow("*.cs", "host", "modules", "plugins", "tests").Concat(SourceTree.FilesBelow("*.cshtml", "modules")).ToArray();
        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources.Select(path => (Path: SourceTree.Relative(path), Lines: File.ReadLines(path).Count())), file => file.Lines > 400);
    }

    [Fact]
    public void Program_is_short() => Assert.True(File.ReadLines(Checkout.Path("host", "Program.cs")).Count() < 60);

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Checkout.Path("WorkWell.sln")).Replace('\\', '/');
        Assert.Contains("Microsoft Visual Studio Solution File", solution, StringComparison.Ordinal);
        Assert.NotEmpty(SourceTree.Projects);
        Assert.All(SourceTree.Projects, project => Assert.Contains(SourceTree.Relative(project.Path), solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_stands_at_the_top_level_that_a_newcomer_would_not_expect()
    {
        string[] expected = ["host", "modules", "plugins", "tests", "config", "docs"];
        var folders = Directory.EnumerateDirectories(Checkout.Root).Select(path => Path.GetFileName(path)!)
            .Where(name => name[0] != '.' && name is not ("node_modules" or "artifacts"));
        Assert.Equal(expected.Order(), folders.Order());
    }

    [GeneratedRegex(@"\b(?:class|record|struct|interface)\s+(\w*(?:Helpers?|Utils?|Utilities|Manager|Extensions|Constants|BaseHandler))\b")]
    private static partial Regex PatternName();
}
