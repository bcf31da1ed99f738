using WorkWell.Areas.Contracts;

namespace WorkWell.Areas.Places;

/// <summary>Counts rejected rows, with the line and reason of the first ones.</summary>
internal sealed class RowReport
{
    private const int MaxLines = 100;

    private readonly Dictionary<string, int> bad = [];
    private readonly Dictionary<string, int> leftOut = [];
    private readonly List<BadRow> first = [];

    /// <summary>The number of invalid rows.</summary>
    public int BadRows { get; private set; }

    public void Bad(string file, int line, string reason)
    {
        BadRows++;
        bad[reason] = bad.GetValueOrDefault(reason) + 1;
        if (first.Count < MaxLines) first.Add(new BadRow(file, line, reason));
    }

    public void LeaveOut(string reason) => leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;

    public PlaceLoadReport Refuse(string why) => Done(0, 0) with { Refused = why };

    public PlaceLoadReport Done(int loaded, int outOfUse) => new() { Loaded = loaded, OutOfUse = outOfUse, Bad = bad, LeftOut = leftOut, FirstBad = first };
}
