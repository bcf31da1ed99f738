using System.Text.RegularExpressions;

namespace WorkWell.Areas.Places;

/// <summary>
/// Reads the ONS Postcode Directory. Columns are found by header name, in either ONS style: oslaua, osward, ccg, icb and lsoa21 until May 2025; since then
/// lad25cd, wd25cd, sicbl24cd, icb23cd and lsoa21cd, whose two digits change with each release.
/// </summary>
internal static partial class PostcodeDirectoryFile
{
    /// <summary>Reads every row into the index.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="index">Receives the valid rows.</param>
    /// <param name="report">Receives the invalid rows.</param>
    /// <exception cref="InvalidDataException">The file is not a postcode directory.</exception>
    public static void Read(OfficialCsv csv, PostcodeIndexWriter index, RowReport report)
    {
        if (!csv.Next()) throw new InvalidDataException("the file is empty");
        var columns = FindColumns(csv);
        while (csv.Next())
        {
            if (csv.Columns <= columns.Last) report.Bad(csv.Name, csv.Line, "has too few columns");
            else if (Postcode.Read(csv[columns.Postcode], out _) is not { } postcode) report.Bad(csv.Name, csv.Line, "has no valid postcode");
            else if (ReadCodes(csv, columns, out var codes) is { } wrong) report.Bad(csv.Name, csv.Line, wrong);
            else index.Add(postcode, codes, isTerminated: csv[columns.Terminated].Length > 0, csv.Line);
        }
        index.Sort(line => report.Bad(csv.Name, line, "repeats the postcode of an earlier line"));
    }

    private static string? ReadCodes(OfficialCsv csv, Columns columns, out PlaceCodes codes)
    {
        codes = default;
        if (!TryReadCode(csv, columns, columns.Board, out var board)) return "has an invalid board code";
        if (!TryReadCode(csv, columns, columns.SubBoard, out var subBoard)) return "has an invalid sub-board location code";
        if (!TryReadCode(csv, columns, columns.Authority, out var authority)) return "has an invalid local authority code";
        if (!TryReadCode(csv, columns, columns.Ward, out var ward)) return "has an invalid ward code";
        if (!TryReadCode(csv, columns, columns.Lsoa, out var lsoa)) return "has an invalid LSOA code";
        codes = new PlaceCodes(board, subBoard, authority, ward, lsoa);
        return null;
    }

    // Northern Ireland and the islands use other code formats in some columns. No area needs them, so they count as unknown.
    private static bool TryReadCode(OfficialCsv csv, Columns columns, int column, out uint code) =>
        OnsCode.TryPack(csv[column], out code) || !csv[columns.Authority].StartsWith('E');

    private static Columns FindColumns(OfficialCsv csv)
    {
        var names = Enumerable.Range(0, csv.Columns).Select(column => csv[column]).ToArray();
        var missing = new List<string>();
        var columns = new Columns(
            At("pcds", PostcodeName()), At("doterm", TerminatedName()), At("icb", BoardName()), At("ccg", SubBoardName()), At("oslaua", AuthorityName()),
            At("osward", WardName()), At("lsoa21", LsoaName()));
        if (missing.Count == 0) return columns;
        throw new InvalidDataException($"this is not the ONS Postcode Directory: its header has no column {string.Join(", ", missing)}");

        int At(string usual, Regex pattern)
        {
            var found = Array.FindIndex(names, name => pattern.IsMatch(name));
            if (found < 0) missing.Add(usual);
            return found;
        }
    }

    private sealed record Columns(int Postcode, int Terminated, int Board, int SubBoard, int Authority, int Ward, int Lsoa)
    {
        public int Last { get; } = new[] { Postcode, Terminated, Board, SubBoard, Authority, Ward, Lsoa }.Max();
    }

    [GeneratedRegex("^pcds$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PostcodeName();

    [GeneratedRegex("^doterm$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TerminatedName();

    [GeneratedRegex("^(icb|icb[0-9]{2}cd)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BoardName();

    [GeneratedRegex("^(ccg|sicbl[0-9]{2}cd)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SubBoardName();

    [GeneratedRegex("^(oslaua|lad[0-9]{2}cd)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AuthorityName();

    [GeneratedRegex("^(osward|wd[0-9]{2}cd)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WardName();

    [GeneratedRegex("^lsoa21(cd)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LsoaName();
}
