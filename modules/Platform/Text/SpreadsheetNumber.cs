using System.Text.RegularExpressions;

namespace WorkWell.Platform;

/// <summary>Recognises a long number that a spreadsheet has rounded, such as 4.47701E+11. Its last digits are lost.</summary>
public static partial class SpreadsheetNumber
{
    /// <summary>Whether the text is such a number.</summary>
    /// <param name="text">The text as typed.</param>
    /// <returns>True where the end of the number is lost.</returns>
    public static bool IsRounded(string text) => Pattern().IsMatch(text);

    [GeneratedRegex(@"^\s*\+?\d+([.,]\d+)?[eE]\+?\d+\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
