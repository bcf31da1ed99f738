namespace WorkWell.Platform;

/// <summary>
/// The one writer of CSV. A cell that a spreadsheet would take for a formula is defused with an apostrophe in front, which <see cref="Plain"/> takes away again.
/// </summary>
public static class CsvText
{
    /// <summary>Writes one row.</summary>
    /// <param name="to">Where it goes.</param>
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

    /// <summary>A cell as it was before it was defused.</summary>
    /// <param name="cell">The cell as it was read.</param>
    /// <returns>The cell without the apostrophe that defused it.</returns>
    public static string Plain(string cell) => cell is ['\'', .. var rest] && LooksLikeFormula(rest) ? rest : cell;

    private static string Cell(string? cell)
    {
        var safe = cell ?? "";
        if (LooksLikeFormula(safe)) safe = "'" + safe;
        return safe.AsSpan().ContainsAny("\",\r\n\t;") || safe is [' ', ..] or [.., ' '] ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    // Spreadsheets look past spaces, and take the wide signs of East Asian keyboards for the same.
    private static bool LooksLikeFormula(string cell) =>
        cell.AsSpan().TrimStart(' ') is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
}
