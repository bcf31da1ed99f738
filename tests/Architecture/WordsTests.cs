using System.Text.RegularExpressions;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>One language: the field's and the trade's words, none of ours, and lines that fit a screen.</summary>
public sealed partial class WordsTests
{
    // A contract that other modules use, and the area contract, is what a newcomer meets first.
    [Fact]
    public void The_words_of_core_types_stand_in_the_glossary()
    {
        var glossary = GlossaryWords();
        Assert.True(glossary.Count > 40);
        var missing = from path in SourceTree.CSharpFiles
                      where IsContract(SourceTree.Relative(path))
                      from Match type in TypeName().Matches(File.ReadAllText(path))
                      let name = type.Groups[1].Value.TrimStart('I')
                      where !Explains(glossary, name)
                      select $"{SourceTree.Relative(path)}: {type.Groups[1].Value}";
        Assert.Empty(missing);
    }

    [Fact]
    public void No_word_that_was_given_up_comes_back()
    {
        Assert.NotEmpty(SourceTree.CSharpFiles);
        var back = from path in SourceTree.CSharpFiles
                   where Path.GetFileName(path) != "WordsTests.cs"
                   from Match match in GivenUp().Matches(File.ReadAllText(path))
                   select $"{SourceTree.Relative(path)}: {match.Value}";
        Assert.Empty(back);
    }

    [Fact]
    public void No_line_is_wider_than_160_columns()
    {
        var sources = SourceTree.FilesBelow("*.cs", "host", "modules", "plugins", "tests")
            .Concat(SourceTree.FilesBelow("*.cshtml", "modules")).Concat(SourceTree.FilesBelow("*.md", "docs", "config"))
            .Concat(Directory.EnumerateFiles(Checkout.Root, "*.md")).ToArray();
        Assert.NotEmpty(sources);
        var wide = from path in sources
                   from line in File.ReadLines(path).Select((text, index) => (text, number: index + 1))
                   where line.text.Length > 160 && !line.text.StartsWith('|')
                   select $"{SourceTree.Relative(path)}:{line.number}: {line.text.Length} columns";
        Assert.Empty(wide);
    }

    private static bool IsContract(string path) =>
        path.StartsWith("plugins/Sdk/WorkWell.Areas.Sdk/", StringComparison.Ordinal)
        || (path.Contains("/Contracts/", StringComparison.Ordinal) && !IsDesignSystem(path));

    // Page parts are called what the NHS design system calls them.
    private static bool IsDesignSystem(string path) => path.StartsWith("modules/Ui/Contracts/", StringComparison.Ordinal);

    // Some words of the name, in their order, are an entry: "ReferralSourceKeys" is explained by "referral source" or "referral".
    private static bool Explains(HashSet<string> glossary, string name)
    {
        var words = Word().Matches(name).Select(word => word.Value.ToLowerInvariant()).ToArray();
        return Enumerable.Range(0, words.Length).Any(start => Enumerable.Range(1, words.Length - start)
            .Any(length => glossary.Contains(Singular(string.Join(' ', words.Skip(start).Take(length))))));
    }

    private static HashSet<string> GlossaryWords() =>
        [.. Entry().Matches(File.ReadAllText(Checkout.Path("GLOSSARY.md")))
            .SelectMany(entry => entry.Groups[1].Value.Split(',')[0].Split(" / "))
            // "follow-up" is FollowUp in a type's name.
            .Select(word => Singular(Parenthesis().Replace(word, "").Replace('-', ' ').Trim().ToLowerInvariant()))];

    private static string Singular(string word) =>
        word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;

    [GeneratedRegex(@"public (?:sealed |static |abstract |readonly |partial )*(?:class|record struct|record|struct|interface|enum) (\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex("[A-Z][a-z0-9]*|[A-Z]+(?![a-z])")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\| \*\*(.+?)\*\*", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@" ?\(.*\)")]
    private static partial Regex Parenthesis();

    // What these were called before, and are called now, is in the history; each of them was a word of our own.
    [GeneratedRegex(
        @"\b(?:Guarded[A-Z]\w*|\w+Given\b(?<!(?:Not|How|[iIaA]s)Given)|GivenNote|GivenText|RequestMark|\w*Deed|SetAside\w*|Anchor|AnchoredOn|AreaAtHand|"
        + @"PlansOf\w+|InventedCase|NobodyToTell|Lanes?|LaneRoom|SharedPace|GiveUpOn\w+|ReclaimLapsed|Mend[A-Z]\w*|\w+Seen|AreaVoice|TextStanding|"
        + @"ReasonProbe|WatchTexts|TakeNotifyReceipt|Maybe|SecondTry|HadToGiveWay|SharedCommit|KeepTime|SettableClock|TakeUp|AreaWatch|AreaSwitches|"
        + @"AreaFaults|PluginCodeScan|TheOnly|GapsInProvision|FileMistake|AreaFinding|\w+Fault|Most[A-Z]\w*|CancellationToken stop)\b")]
    private static partial Regex GivenUp();
}
