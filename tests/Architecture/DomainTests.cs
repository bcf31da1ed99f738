using System.Text.RegularExpressions;

namespace WorkWell.Architecture.Tests;

/// <summary>The rules of a module look at nothing above them: neither at its use cases, pages, jobs and reactions nor at its tables.</summary>
public sealed partial class DomainTests
{
    [Fact]
    public void The_domain_of_a_module_names_no_type_of_its_other_rooms()
    {
        var domains = SourceTree.CSharpFiles.Where(path => InRoom().IsMatch(SourceTree.Relative(path)))
            .GroupBy(path => InRoom().Match(SourceTree.Relative(path)).Groups[1].Value).ToDictionary(module => module.Key, module => module.ToArray());
        Assert.NotEmpty(domains);
        var above = from module in domains
                    let code = module.Value.ToDictionary(SourceTree.Relative, path => Remark().Replace(File.ReadAllText(path), ""))
                    from type in TypesAbove(module.Key)
                    let own = new Regex($@"\b[\w<>?,\[\]]+ {type}\s*(?:=|\(|;|\{{)")
                    where !code.Values.Any(own.IsMatch)
                    from file in code
                    where Regex.IsMatch(file.Value, $@"\b{type}\s*(?:\.|\?? \w|\(|<|>|\[|\))")
                    select $"{file.Key}: {type}";
        Assert.Empty(above);
    }

    private static IEnumerable<string> TypesAbove(string module) => SourceTree.CSharpFiles
        .Where(path => SourceTree.Relative(path) is var relative && relative.StartsWith($"modules/{module}/", StringComparison.Ordinal)
        && relative.Count(c => c == '/') > 2
            && !relative.StartsWith($"modules/{module}/Domain/", StringComparison.Ordinal)
            && !relative.StartsWith($"modules/{module}/Contracts/", StringComparison.Ordinal))
        .SelectMany(path => TopLevelType().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value)).Distinct();

    [GeneratedRegex("^modules/([^/]+)/Domain/")]
    private static partial Regex InRoom();

    [GeneratedRegex(@"^(?:public|internal)\b.*\b(?:class|record struct|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"//.*|(?<![$""])""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex Remark();
}
