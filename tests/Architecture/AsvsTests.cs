using System.Text.RegularExpressions;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>The list of OWASP ASVS 5.0.0 names every requirement of levels 1 and 2, and tests that are there.</summary>
public sealed partial class AsvsTests
{
    // The numbers of the standard, by section. A range leaves out those of level 3.
    private const string Numbers = """
        1.1: 1-2
        1.2: 1-9
        1.3: 1-11
        1.4: 1-3
        1.5: 1-2
        2.1: 1-3
        2.2: 1-3
        2.3: 1-4
        2.4: 1
        3.2: 1-2
        3.3: 1-4
        3.4: 1-6
        3.5: 1-5
        3.7: 1-2
        4.1: 1-3
        4.2: 1
        4.3: 1-2
        4.4: 1-4
        5.1: 1
        5.2: 1-3
        5.3: 1-2
        5.4: 1-3
        6.1: 1-3
        6.2: 1-12
        6.3: 1-4
        6.4: 1-4
        6.5: 1-5
        6.6: 1-3
        6.8: 1-4
        7.1: 1-3
        7.2: 1-4
        7.3: 1-2
        7.4: 1-5
        7.5: 1-2
        7.6: 1-2
        8.1: 1-2
        8.2: 1-3
        8.3: 1
        8.4: 1
        9.1: 1-3
        9.2: 1-4
        10.1: 1-2
        10.2: 1-2
        10.3: 1-4
        10.4: 1-11
        10.5: 1-5
        10.6: 1-2
        10.7: 1-3
        11.1: 1-2
        11.2: 1-3
        11.3: 1-3
        11.4: 1-4
        11.5: 1
        11.6: 1
        12.1: 1-3
        12.2: 1-2
        12.3: 1-4
        13.1: 1
        13.2: 1-5
        13.3: 1-2
        13.4: 1-5
        14.1: 1-2
        14.2: 1-4
        14.3: 1-3
        15.1: 1-3
        15.2: 1-3
        15.3: 1-7
        16.1: 1
        16.2: 1-5
        16.3: 1-4
        16.4: 1-3
        16.5: 1-3
        17.1: 1
        17.2: 1-4
        17.3: 1-2
        """;

    private static readonly string[] Openings = ["Does not apply", "Deployment: ", "Not met: "];

    private static readonly string Page = File.ReadAllText(Checkout.Path("docs", "safety", "asvs.md"));

    private static IReadOnlyList<(string Number, string Level, string Says, string How)> Rows { get; } =
        [.. Row().Matches(Page).Select(row => (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value.Trim()))];

    private static IEnumerable<string> Required =>
        from line in Numbers.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let section = line.Split(':')[0]
        from part in line.Split(':')[1].Split(',', StringSplitOptions.TrimEntries)
        let ends = part.Split('-').Select(end => int.Parse(end, System.Globalization.CultureInfo.InvariantCulture)).ToArray()
        from number in Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
        select $"{section}.{number}";

    [Fact]
    public void No_requirement_of_the_first_two_levels_is_missing_or_made_up()
    {
        var required = Required.ToArray();
        Assert.Equal(253, required.Distinct().Count());
        Assert.Equal(required, Rows.Select(row => row.Number));
        Assert.Equal((70, 183), (Rows.Count(row => row.Level == "1"), Rows.Count(row => row.Level == "2")));
    }

    [Fact]
    public void Each_row_names_a_test_or_says_whose_duty_it_is_or_why_it_does_not_apply()
    {
        Assert.All(Rows, row => Assert.True(
            TestName().IsMatch(row.How) || Openings.Any(opening => row.How.StartsWith(opening, StringComparison.Ordinal)), $"{row.Number}: {row.How}"));
        Assert.All(Rows, row => Assert.NotEqual("", row.Says.Trim()));
    }

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var tests = SourceTree.FilesBelow("*Tests.cs", "tests").ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText);
        var named = TestName().Matches(Page).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).Distinct().ToArray();
        Assert.True(named.Length > 100, "The tests were not found.");
        var missing = named.Where(one => !tests.TryGetValue(one.Class, out var source)
            || (one.Method.Length > 0 && !source.Contains($" {one.Method}(", StringComparison.Ordinal))).ToArray();
        Assert.Equal([], missing);
    }

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.+?) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+Tests)(?:\.(\w+))?`")]
    private static partial Regex TestName();
}
