using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace WorkWell.Platform;

/// <summary>
/// The one reader and the one writer of CSV. A cell that a spreadsheet would read as a formula gets an apostrophe in front; <see cref="Plain"/> removes it.
/// </summary>
public static class CsvText
{
    private static readonly CsvConfiguration Written = new(
        CultureInfo.InvariantCulture) { NewLine = "\r\n", ShouldQuote = cell => NeedsQuotes(cell.Field ?? "") };

    /// <summary>Reads rows one by one, cells trimmed.</summary>
    /// <param name="from">The text.</param>
    /// <param name="change">What is different about this kind of file, such as what happens to text that is not CSV; it throws if nothing is said.</param>
    /// <returns>The parser; it disposes of the text.</returns>
    public static CsvParser Parse(TextReader from, Action<CsvConfiguration>? change = null)
    {
        var read = new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim };
        change?.Invoke(read);
        return new CsvParser(from, read);
    }

    /// <summary>Reads all rows of a text of our own.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The cells of each row, the headings first.</returns>
    public static IReadOnlyList<string[]> Rows(string text)
    {
        using var parser = Parse(new StringReader(text));
        var rows = new List<string[]>();
        while (parser.Read()) rows.Add(parser.Record!);
        return rows;
    }

    /// <summary>Writes one row.</summary>
    /// <param name="to">The output.</param>
    /// <param name="cells">The cells; null is an empty one.</param>
    public static void WriteRow(TextWriter to, IEnumerable<string?> cells)
    {
        using var csv = new CsvWriter(to, Written, leaveOpen: true);
        foreach (var cell in cells) csv.WriteField(Defused(cell ?? ""));
        csv.NextRecord();
    }

    /// <summary>Removes the apostrophe that <see cref="WriteRow"/> puts in front of a formula.</summary>
    /// <param name="cell">The cell as read.</param>
    /// <returns>The original text.</returns>
    public static string Plain(string cell) => cell is ['\'', .. var rest] && LooksLikeFormula(rest) ? rest : cell;

    // The package's own defusing looks neither past spaces nor at wide signs, and takes nothing away again.
    private static string Defused(string cell) => LooksLikeFormula(cell) ? "'" + cell : cell;

    private static bool NeedsQuotes(string cell) => cell.AsSpan().ContainsAny("\",\r\n\t;") || cell is [' ', ..] or [.., ' '];

    // Spreadsheets skip leading spaces and treat the full-width signs of East Asian keyboards alike. A dash alone is no formula.
    private static bool LooksLikeFormula(string cell) =>
        cell != "-" && cell.AsSpan().TrimStart(' ') is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
}
