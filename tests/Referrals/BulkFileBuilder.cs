using System.Text;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Makes files to upload: the template's columns, with what a test says in some of them.</summary>
internal sealed class BulkFileBuilder
{
    private readonly string family = FamilyNames.Next();
    private readonly List<string?[]> rows = [];

    public BulkFileBuilder Row(params (string Heading, string? Cell)[] cells)
    {
        rows.Add([.. BulkColumn.All.Select(
            column => cells.Any(cell => cell.Heading == column.Heading) ? cells.Last(cell => cell.Heading == column.Heading).Cell
            : column.Heading == "given_name" ? "Amina" : column.Example)]);
        return this;
    }

    public BulkFileBuilder Rows(int count, string prefix)
    {
        for (var i = 1; i <= count; i++)
            Row(("your_reference", $"{prefix}-{i}"), ("given_name", $"Ro{FamilyNames.Of(i)}"), ("family_name", family),
            ("email", $"{prefix}{i}@people.example"));
        return this;
    }

    public byte[] Bytes()
    {
        using var csv = new StringWriter();
        CsvText.WriteRow(csv, BulkColumn.All.Select(column => column.Heading));
        foreach (var row in rows) CsvText.WriteRow(csv, row);
        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
