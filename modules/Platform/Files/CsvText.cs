namespace WorkWell.Platform;

/// <summary>Writes CSV. A cell that a spreadsheet would read as a formula gets an apostrophe in front; <see cref="Plain"/> removes it.</summary>
public static class CsvText
{
    /// <summary>Writes one row.</summary>
    /// <param name="to">The output.</param>
    /// <param name="cells">The cells; null is an empty one.</param>
    public static void WriteRow(TextWriter to, IEnumerable<string?> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst) to.Write(',');
            isFirst = false;
            to.Write(Cell(cell));
        }
        to.Write("\r\n");
    }

    /// <summary>Removes the apostrophe that <see cref="WriteRow"/> puts in front of a formula.</summary>
    /// <param name="cell">The cell as read.</param>
    /// <returns>The original text.</returns>
    public static string Plain(string cell) => cell is ['\'', .. var rest] && LooksLikeFormula(rest) ? rest : cell;

    private static string Cell(string? cell)
    {
        var safe = cell ?? "";
        if (LooksLikeFormula(safe)) safe = "'" + safe;
        return safe.AsSpan().ContainsAny("\",\r\n\t;") || safe is [' ', ..] or [.., ' '] ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    // Spreadsheets skip leading spaces and treat the full-width signs of East Asian keyboards alike.
    private static bool LooksLikeFormula(string cell) =>
        cell.AsSpan().TrimStart(' ') is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
}
