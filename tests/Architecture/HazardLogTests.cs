using System.Text.RegularExpressions;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>Checks that each test named in the hazard log exists and that each risk rating is correct.</summary>
public sealed partial class HazardLogTests
{
    private static readonly string[] Severities = ["Minor", "Significant", "Considerable", "Major", "Catastrophic"];
    private static readonly string[] Log = File.ReadAllLines(Checkout.Path("docs", "safety", "hazard-log.md"));

    private static IReadOnlyList<string[]> Hazards { get; } = [.. Rows("H")];

    [Fact]
    public void There_are_hazards_and_each_has_a_number_of_its_own()
    {
        Assert.InRange(Hazards.Count, 15, 500);
        Assert.Equal(Enumerable.Range(1, Hazards.Count).Select(number => $"H{number:00}"), Hazards.Select(hazard => hazard[0]));
    }

    [Fact]
    public void Every_hazard_has_a_cause_an_effect_a_control_and_a_test() =>
        Assert.All(Hazards, hazard =>
        Assert.True(hazard.Length == 8 && hazard.All(cell => cell.Length > 3 || cell == hazard[0]) && TestName().IsMatch(hazard[7]), hazard[0]));

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var turningPoints = File.ReadAllText(Checkout.Path("docs", "turning-points.md"));
        Assert.True(TestName().Count(turningPoints) > 20);
        var tests = SourceTree.CSharpFiles.Where(path => SourceTree.Relative(path).StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(path => Method().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(tests);
        var missing = Hazards.Select(hazard => (Where: hazard[0], Text: hazard[7])).Append((Where: "turning points", Text: turningPoints))
            .SelectMany(one => TestName().Matches(one.Text).Select(match => (one.Where, match.Groups[1].Value)))
            .Where(named => !tests.Contains(named.Value));
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_attack_that_the_threats_name_is_there()
    {
        var threats = File.ReadAllText(Checkout.Path("docs", "safety", "threats.md"));
        var named = TestClass().Matches(threats).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        Assert.True(named.Count > 15, "Few attacks were found.");
        var files = SourceTree.CSharpFiles.Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(named.Except(files));
    }

    [Fact]
    public void A_risk_is_what_severity_and_likelihood_make_of_it_and_no_control_makes_it_worse()
    {
        var matrix = Log.Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 6 && cells[1..].All(cell => int.TryParse(cell, out _)))
            .ToDictionary(cells => cells[0], cells => cells[1..].Select(Number).ToArray());
        Assert.Equal(5, matrix.Count);
        foreach (var hazard in Hazards)
        {
            var (before, after) = (Risk(hazard[4]), Risk(hazard[6]));
            Assert.True(before.Stated == before.Made && after.Stated == after.Made, hazard[0]);
            Assert.True(after.Stated <= before.Stated, hazard[0]);
        }

        (int Stated, int Made) Risk(string rating)
        {
            var parts = rating.Split('/', StringSplitOptions.TrimEntries);
            return (Number(parts[2]), matrix[parts[1]][Array.IndexOf(Severities, parts[0])]);
        }
    }

    [Fact]
    public void Nobody_reads_the_log_as_approved() => Assert.Contains(Log, line => line.Contains("Nobody has approved this log.", StringComparison.Ordinal));

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string prefix) =>
        Log.Where(line => line.StartsWith($"| {prefix}", StringComparison.Ordinal) && char.IsAsciiDigit(line[2 + prefix.Length]))
        .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries));

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+Tests\b")]
    private static partial Regex TestClass();

    [GeneratedRegex("`([A-Z][A-Za-z0-9_]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\[(?:Fact|Theory)\b[^\n]*(?:\s*(?:\[|//)[^\n]*)*\s*public (?:async )?(?:void|Task|ValueTask) ([A-Za-z0-9_]+)\(")]
    private static partial Regex Method();
}
