using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>An error in a cell.</summary>
/// <param name="Column">The heading of its column.</param>
/// <param name="Error">The error and how to correct it.</param>
internal sealed record BadCell(string Column, FieldError Error);

/// <summary>A refused row with its errors.</summary>
internal sealed record BadRow(BulkRow Row, IReadOnlyList<BadCell> Wrong);

/// <summary>A row that is a referral.</summary>
/// <param name="Number">Its number.</param>
/// <param name="YourReference">The sender's own number for it.</param>
/// <param name="Reference">Our reference.</param>
/// <param name="Outcome">The decision.</param>
/// <param name="IsUrgent">Whether somebody may not be safe.</param>
/// <param name="IsRepeat">Whether it had been received before.</param>
internal sealed record TakenRow(int Number, string? YourReference, string Reference, EligibilityOutcome Outcome, bool IsUrgent, bool IsRepeat);

/// <summary>A stored row with its warnings.</summary>
internal sealed record NotedRow(int Number, IReadOnlyList<InputWarning> Warnings);

/// <summary>The result of an import.</summary>
internal sealed record BulkOutcome
{
    /// <summary>Rows that are referrals, in the order of the file.</summary>
    public IReadOnlyList<TakenRow> Taken { get; init; } = [];

    /// <summary>How many are referrals now.</summary>
    [JsonIgnore]
    public int Received => Taken.Count(row => !row.IsRepeat);

    /// <summary>How many had been received before; they make no second referral.</summary>
    [JsonIgnore]
    public int Repeated => Taken.Count(row => row.IsRepeat);

    /// <summary>Refused rows.</summary>
    public IReadOnlyList<BadRow> Bad { get; init; } = [];

    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>The warnings of the first such rows.</summary>
    public IReadOnlyList<NotedRow> Noted { get; init; } = [];

    /// <summary>Why the reading stopped before the end of the file.</summary>
    public BulkStop? Stopped { get; init; }
}

/// <summary>
/// Imports an uploaded file, a batch of rows per commit. Valid rows are stored and the others returned. The idempotency key of a row is the organisation's key
/// with the row's reference or else its content, so sending a file again makes nothing twice and resumes an interrupted upload.
/// </summary>
internal sealed partial class BulkImport(ReferralIntake intake, ReceiveBatch receive, DemonstrationMode demonstration, ILogger<BulkImport> log)
{
    public const int RowsInBatch = 500;

    /// <summary>After so many errors the import stops: the file itself is wrong, and the answer must fit into memory.</summary>
    public const int MaxBadRows = 500;

    private const int MaxNotedRows = 500;

    /// <summary>Imports a file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="referralSource">The referral source.</param>
    /// <param name="sender">The organisation's key.</param>
    /// <param name="maxRows">The maximum number of rows.</param>
    /// <param name="cancellationToken">Stops the work; the batches that were committed stay.</param>
    public async Task<BulkOutcome> RunAsync(Stream stream, ReferralSource referralSource, Actor sender, int maxRows, CancellationToken cancellationToken)
    {
        using var file = new BulkFile(stream);
        var batches = new ImportPipeline(receive, sender, cancellationToken);
        var bad = new List<BadRow>();
        var noted = new List<NotedRow>();
        BulkStop? stopped;
        try
        {
            stopped = await ReadAsync(file, batches, bad, noted, referralSource, sender, maxRows, cancellationToken);
        }
        finally
        {
            await batches.SettleAsync();
        }
        // Valid rows before the point where a file breaks are stored.
        await batches.EndAsync();
        bad.AddRange(batches.KeyReused.Select(row => new BadRow(row, [new(BulkColumn.Reference, new("bulk.cell-reference-used"))])));
        var outcome = new BulkOutcome
        {
            Taken = batches.Taken,
            Bad = [.. bad.OrderBy(one => one.Row.Number)],
            Headings = file.Headings,
            Noted = [.. noted.Where(row => bad.All(one => one.Row.Number != row.Number))],
            Stopped = stopped,
        };
        LogFile(sender.Name, outcome.Received, outcome.Repeated, bad.Count);
        return outcome;
    }

    private async Task<BulkStop?> ReadAsync(
        BulkFile file, ImportPipeline batches, List<BadRow> bad, List<NotedRow> noted, ReferralSource referralSource, Actor sender, int maxRows,
        CancellationToken cancellationToken)
    {
        var rows = 0;
        try
        {
            await file.ReadHeadingsAsync();
            while (await file.NextAsync() is { } row)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (++rows > maxRows) return new("bulk.file-rows", row.Number);
                var (ready, reference, wrong) = Check(file, row, referralSource, sender);
                if (ready is { Warnings.Count: > 0 } && noted.Count < MaxNotedRows) noted.Add(new(row.Number, ready.Warnings));
                if (ready is not null) await batches.AddAsync(row, reference, ready);
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

    private (ReadyReferral? Ready, string? Reference, IReadOnlyList<BadCell> Wrong) Check(
        BulkFile file, BulkRow row, ReferralSource referralSource, Actor sender)
    {
        if (row.Cells.Length != file.Columns.Count)
            return (null, null, [new("", FieldError.Of("bulk.cell-count", ("number", Whole(row.Cells.Length)), ("limit", Whole(file.Columns.Count))))]);
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
            if (column.Put(cell, json) is { } error) wrong.Add(new(column.Heading, error));
        }
        if (content.ToString() == Example) return (null, null, [new("", new("bulk.cell-example"))]);
        var idempotencyKey = IdempotencyKey(referralSource, sender, reference, content.ToString());
        var (ready, refusal) = intake.Check(
            json.Deserialize<NewReferral>(ReferralJson.AtDoors)!, new Arrival(referralSource, idempotencyKey)
            {
                IsDemonstration = demonstration.IsOn, ProvenIn = Actor.AllAreas,
            });
        foreach (var (field, error) in refusal?.Errors ?? new Dictionary<string, FieldError>())
        {
            var heading = BulkColumn.Of(field)?.Heading ?? field;
            if (wrong.All(cell => cell.Column != heading)) wrong.Add(new(heading, error));
        }
        if (ready is null || wrong.Count > 0) return (null, reference, wrong);
        if (ready.Place.AreaCode != Area.National && !sender.Reaches(ready.Place.AreaCode)) return (null, reference, [new("postcode", new("bulk.cell-area"))]);
        return (ready, reference, []);
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
