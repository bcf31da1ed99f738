using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Places;

/// <summary>
/// Reads the two Organisation Data Service files that link practices to networks and boards: epraccur (27 columns) and ePCNCorePartnerDetails (11 columns).
/// They may have a header or not, so each is recognised by its column count, and columns are read by position.
/// </summary>
internal sealed class PracticeFiles(DateOnly today, RowReport report)
{
    private readonly Dictionary<string, PracticeEntry> practices = [];
    private readonly Dictionary<string, (DateOnly Since, string Code, string Name)> networks = [];
    private bool hasPractices;

    /// <summary>Reads one of the files.</summary>
    /// <param name="csv">The file.</param>
    /// <exception cref="InvalidDataException">It is neither file.</exception>
    public void Read(OfficialCsv csv)
    {
        if (!csv.Next()) throw new InvalidDataException("the file is empty");
        Action<OfficialCsv> readRow = csv.Columns switch
        {
            >= PracticeColumn.Setting + 1 => ReadPractice,
            >= NetworkColumn.EndedOn + 1 and <= 12 => ReadNetwork,
            _ => throw new InvalidDataException($"this is neither the practice file (27 columns) nor the network file (11 columns): it has {csv.Columns}"),
        };
        hasPractices |= readRow == ReadPractice;
        var columns = csv.Columns;
        // A header begins with a word, a row with a code.
        var isRow = IsOdsCode(csv[0].ToUpperInvariant());
        while (isRow || csv.Next())
        {
            isRow = false;
            if (csv.Columns < columns) report.Bad(csv.Name, csv.Line, "has too few columns");
            else if (!IsOdsCode(csv[0])) report.Bad(csv.Name, csv.Line, "does not begin with an ODS code");
            else readRow(csv);
        }
    }

    /// <summary>Joins practices and networks.</summary>
    /// <returns>The practices, ordered by code.</returns>
    /// <exception cref="InvalidDataException">No practice file was read.</exception>
    public IReadOnlyList<PracticeEntry> Join()
    {
        if (!hasPractices) throw new InvalidDataException(
            "the practice file (epraccur) is missing: the network file alone does not give the board of a practice");
        foreach (var (code, network) in networks)
        {
            if (practices.TryGetValue(code, out var entry))
                practices[code] = entry with { Practice = entry.Practice with { NetworkCode = network.Code, NetworkName = network.Name } };
            else report.LeaveOut("network of a practice that is not in the practice file");
        }
        return [.. practices.Values.OrderBy(entry => entry.Practice.Code, StringComparer.Ordinal)];
    }

    /// <summary>Whether the text has the format of an ODS code.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>True for "C82009" and "Y02345".</returns>
    public static bool IsOdsCode(string text) =>
        text.Length is >= 3 and <= 10 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) && text.Any(char.IsAsciiDigit);

    private void ReadPractice(OfficialCsv csv)
    {
        if (csv[PracticeColumn.Setting].ToUpperInvariant() is not ("4" or "GP PRACTICE"))
        {
            report.LeaveOut("not a GP practice");
            return;
        }
        var entry = new PracticeEntry(
            new GpPractice { Code = csv[0], BoardCode = CodeOrNull(csv[PracticeColumn.Board]), SubBoardCode = CodeOrNull(csv[PracticeColumn.SubBoard]) },
            Name: csv[PracticeColumn.Name],
            Postcode: Postcode.Read(csv[PracticeColumn.Postcode], out _)?.ToString(),
            IsClosed: csv[PracticeColumn.Status].ToUpperInvariant() is "C" or "CLOSED" or "INACTIVE")
        {
            // The first line is a building or a street. In which of the others the town stands differs from row to row.
            Towns = [.. Enumerable.Range(PracticeColumn.SecondLine, 4).Select(column => csv[column]).Where(line => line.Length > 0).Distinct()],
        };
        if (entry.Name.Length == 0) report.Bad(csv.Name, csv.Line, "has no name");
        else if (!practices.TryAdd(csv[0], entry)) report.Bad(csv.Name, csv.Line, "repeats the practice of an earlier line");
    }

    private void ReadNetwork(OfficialCsv csv)
    {
        var (code, name) = (csv[NetworkColumn.Code], csv[NetworkColumn.Name]);
        if (!IsOdsCode(code) || name.Length == 0) report.Bad(csv.Name, csv.Line, "has no network code and name");
        else if (!TryReadDate(csv[NetworkColumn.StartedOn], out var since)) report.Bad(csv.Name, csv.Line, "has an invalid start date");
        else if (!TryReadDate(csv[NetworkColumn.EndedOn], out var until)) report.Bad(csv.Name, csv.Line, "has an invalid end date");
        else if (until < today) report.LeaveOut("network that the practice has left");
        else if (!networks.TryGetValue(csv[0], out var known) || since > known.Since) networks[csv[0]] = (since ?? DateOnly.MinValue, code, name);
    }

    private static string? CodeOrNull(string text) => IsOdsCode(text) || (text.Length == 3 && text.All(char.IsAsciiLetterUpper)) ? text : null;

    private static bool TryReadDate(string text, out DateOnly? date)
    {
        date = null;
        if (text.Length == 0) return true;
        if (!DateOnly.TryParseExact(text, ["yyyyMMdd", "yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            return false;
        date = read;
        return true;
    }

    // Zero-based positions. The board is "High Level Health Geography", the sub-board location is "Commissioner"; setting 4 is a GP practice.
    private static class PracticeColumn
    {
        public const int Name = 1;
        public const int Board = 3;
        public const int SecondLine = 5;
        public const int Postcode = 9;
        public const int Status = 12;
        public const int SubBoard = 14;
        public const int Setting = 25;
    }

    private static class NetworkColumn
    {
        public const int Code = 4;
        public const int Name = 5;
        public const int StartedOn = 8;
        public const int EndedOn = 9;
    }
}
