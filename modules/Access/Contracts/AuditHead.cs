using System.Globalization;

namespace WorkWell.Access.Contracts;

/// <summary>How far the audit trail of an area was sealed, and the hash there. Noted elsewhere, it shows that the trail was not written anew.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Sequence">How many entries were sealed.</param>
/// <param name="Hash">The hash of the last of them, 64 hexadecimal digits.</param>
public sealed record AuditHead(string Area, long Sequence, string Hash)
{
    private const int HashLength = 64;

    /// <summary>Reads a file of heads: one a line, its area, number and hash with spaces between. Lines that begin with # are remarks.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The heads, and the number of the first line that is none; null where all are.</returns>
    public static (IReadOnlyList<AuditHead> Heads, int? WrongLine) Read(IEnumerable<string> lines)
    {
        var heads = new List<AuditHead>();
        foreach (var (index, line) in lines.Index())
        {
            if (line.Trim() is "" or ['#', ..]) continue;
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var area, var sequence, { Length: HashLength } hash]
                || !long.TryParse(sequence, CultureInfo.InvariantCulture, out var number)) return (heads, index + 1);
            heads.Add(new(area, number, hash));
        }
        return (heads, null);
    }

    /// <summary>The line of a file of heads.</summary>
    /// <returns>Area, number and hash.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Area} {Sequence} {Hash}");
}
