using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>A cell that is wrong.</summary>
/// <param name="Column">The heading of its column.</param>
/// <param name="Fault">What is wrong and what to do.</param>
internal sealed record BadCell(string Column, FieldError Fault);

/// <summary>A row that was not taken, given back with what is wrong.</summary>
internal sealed record BadRow(BulkRow Row, IReadOnlyList<BadCell> Wrong);

/// <summary>What came of a file.</summary>
internal sealed record BulkOutcome
{
    /// <summary>Rows that are referrals now.</summary>
    public int Received { get; init; }

    /// <summary>Rows that had been sent before, of which nothing new was made.</summary>
    public int Repeated { get; init; }

    /// <summary>Rows that were not taken.</summary>
    public IReadOnlyList<BadRow> Bad { get; init; } = [];

    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>Why the reading stopped before the end of the file.</summary>
    public BulkStop? Stopped { get; init; }
}

/// <summary>
/// Takes an uploaded file, a batch of rows in each commit. Good rows are kept and bad ones given back. Each row is known by the organisation's key and the
/// row's
/// own reference, or else its content: the same file again makes nothing twice, and so carries on after an upload that was cut off.
/// </summary>
internal sealed partial class BulkImport(ReferralIntake intake, ReceiveBatch receive, DemonstrationMode demonstration, ILogger<BulkImport> log)
{
    public const int RowsInBatch = 500;

    /// <summary>With so many wrong rows it is the file that is wrong: the rest is not read, and what is given back fits into memory.</summary>
    public const int MaxBadRows = 500;

    /// <summary>Takes a file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="referralSource">The door it came through.</param>
    /// <param name="sender">The organisation's key.</param>
    /// <param name="maxRows">How many rows are taken at most.</param>
    /// <param name="cancellationToken">Stops the work; the batches that were committed stay.</param>
    public async Task<BulkOutcome> RunAsync(Stream stream, ReferralSource referralSource, Actor sender, int maxRows, CancellationToken cancellationToken)
    {
        using var file = new BulkFile(stream);
        var batches = new ImportPipeline(receive, sender, cancellationToken);
        var bad = new List<BadRow>();
        BulkStop? stopped;
        try
        {
            stopped = await ReadAsync(file, batches, bad, referralSource, sender, maxRows, cancellationToken);
        }
        finally
        {
            await batches.SettleAsync();
        }
        // Rows before the place where a file is no such file any more are good rows like any other.
        await batches.EndAsync();
        bad.AddRange(batches.KeyReused.Select(row => new BadRow(row, [new(BulkColumn.Reference, new("bulk.cell-reference-used"))])));
        LogFile(sender.Name, batches.Received, batches.Repeated, bad.Count);
        return new() { Received = batches.Received, Repeated = batches.Repeated, Bad = [.. bad.OrderBy(one => one.Row.Number)], Headings = file.Headings,
            Stopped = stopped };
    }

    private async Task<BulkStop?> ReadAsync(
        BulkFile file, ImportPipeline batches, List<BadRow> bad, ReferralSource referralSource, Actor sender, int maxRows, CancellationToken cancellationToken)
    {
        var rows = 0;
        try
        {
            await file.ReadHeadingsAsync();
            while (await file.NextAsync() is { } row)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (++rows > maxRows) return new("bulk.file-rows", row.Number);
                var (ready, wrong) = Check(file, row, referralSource, sender);
                if (ready is not null) await batches.AddAsync(row, ready);
                else bad.Add(new BadRow(row, wrong));
                if (bad.Count + batches.KeyReused.Count >= MaxBadRows) return new("bulk.file-bad-rows", row.Number);
            }
            return null;
        }
        catch (BulkFileException wrong)
        {
            return wrong.Stop;
        }
    }

    private (ReadyReferral? Ready, IReadOnlyList<BadCell> Wrong) Check(BulkFile file, BulkRow row, ReferralSource referralSource, Actor sender)
    {
        if (row.Cells.Length != file.Columns.Count)
            return (null, [new("", FieldError.Of("bulk.cell-count", ("number", Whole(row.Cells.Length)), ("limit", Whole(file.Columns.Count))))]);
        var json = new JsonObject { ["person"] = new JsonObject { ["consents"] = new JsonObject { ["service"] = true } },
            ["referrer"] = new JsonObject { ["organisation"] = sender.Name[(sender.Name.IndexOf(':', StringComparison.Ordinal) + 1)..] } };
        var wrong = new List<BadCell>();
        var content = new StringBuilder();
        string? reference = null;
        for (var i = 0; i < row.Cells.Length; i++)
        {
            if (file.Columns[i] is not { } column) continue;
            var cell = CsvText.Plain(row.Cells[i]);
            if (column.Heading == BulkColumn.Reference) reference = cell;
            else if (cell.Length > 0) content.Append(Part(column, cell));
            if (column.Put(cell, json) is { } fault) wrong.Add(new(column.Heading, fault));
        }
        if (content.ToString() == Example) return (null, [new("", new("bulk.cell-example"))]);
        var idempotencyKey = IdempotencyKey(referralSource, sender, reference, content.ToString());
        var (ready, refusal) = intake.Check(
            json.Deserialize<NewReferral>(ReferralJson.AtDoors)!, new Arrival(referralSource, idempotencyKey) { IsDemonstration = demonstration.IsOn });
        foreach (var (field, fault) in refusal?.Faults ?? new Dictionary<string, FieldError>())
        {
            var heading = BulkColumn.Of(field)?.Heading ?? field;
            if (wrong.All(cell => cell.Column != heading)) wrong.Add(new(heading, fault));
        }
        if (ready is null || wrong.Count > 0) return (null, wrong);
        if (ready.Place.AreaCode != Area.National && !sender.Reaches(ready.Place.AreaCode)) return (null, [new("postcode", new("bulk.cell-area"))]);
        return (ready, []);
    }

    private static string Example { get; } = string.Concat(
        BulkColumn.All.Where(column => column.Heading != BulkColumn.Reference && column.Example.Length > 0).Select(column => Part(column, column.Example)));

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Part(BulkColumn column, string cell) => $"{column.Heading}\u001f{cell}\u001e";

    private static IdempotencyKey IdempotencyKey(ReferralSource referralSource, Actor sender, string? reference, string content)
    {
        var sha256 = SHA256.HashData(Encoding.UTF8.GetBytes(content));
        var name = string.IsNullOrEmpty(reference) ? Convert.ToHexString(sha256) : "reference\n" + reference;
        return new IdempotencyKey(
            new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"bulk\n{sender.Name}\n{ReferralSourceKeys.Of(referralSource)}\n{name}")).AsSpan(0, 16)), sha256);
    }

    [LoggerMessage(4100, LogLevel.Information, "Bulk upload by {Sender}: {Received} received, {Repeated} known already, {Bad} given back.")]
    private partial void LogFile(string sender, int received, int repeated, int bad);
}
