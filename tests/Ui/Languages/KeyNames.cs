using System.Text.RegularExpressions;

namespace WorkWell.Ui.Tests.Languages;

/// <summary>Finds the text keys in a source file: <c>T["common.continue"]</c>.</summary>
internal static partial class KeyNames
{
    public static IEnumerable<string> In(string source) => Key().Matches(source).Select(match => match.Groups[1].Value);

    [GeneratedRegex("""\b(?:T|[tT]exts)\["([a-z0-9-]+\.[a-z0-9.-]+)"[\],]""")]
    private static partial Regex Key();
}
