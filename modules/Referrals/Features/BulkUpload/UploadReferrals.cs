using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>An organisation's own software uploads many referrals as one CSV file; the template is there for everybody.</summary>
internal static class UploadReferrals
{
    public const string TemplateAddress = "/refer/bulk/template.csv";

    private const int MaxBytes = 64 * 1024 * 1024;
    /// <summary>The largest number of rows of a file.</summary>
    public const int MaxRows = 100_000;

    /// <summary>The referral sources that accept files, each with the permission it needs.</summary>
    public static IReadOnlyDictionary<ReferralSource, string> Permissions { get; } = new Dictionary<ReferralSource, string>
    {
        [ReferralSource.Employer] = Permission.BulkReferEmployer,
        [ReferralSource.PrimaryCare] = Permission.BulkReferPrimaryCare,
        [ReferralSource.Jobcentre] = Permission.BulkReferJobcentre,
        [ReferralSource.LocalService] = Permission.BulkReferLocalService,
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(TemplateAddress, Template).AllowAnonymous().ExcludeFromDescription();
        foreach (var (referralSource, permission) in Permissions)
        {
            routes.MapPost(AddressOf(referralSource),
                (HttpContext http, Actor sender, BulkImport import, UploadStore uploads, BackgroundJobs jobs, ITexts texts) =>
                    HandleAsync(referralSource, http, sender, import, uploads, jobs, texts))
                .Accepts<string>("text/csv")
                .Produces<BulkAnswer>()
                .Produces(StatusCodes.Status202Accepted)
                .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
                .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
                .WithName($"bulk-{ReferralSourceKeys.Of(referralSource)}")
                .WithTags("Doors")
                .WithSummary(
                "Many referrals as a CSV file with the headings of /refer/bulk/template.csv. Good rows are kept, bad ones given back; the same file again " +
                "makes nothing twice. With the header Prefer: respond-async the file is read in the background, and Location says where its state is.")
                .RequirePermission(permission);
        }
    }

    /// <summary>Where files of a referral source are sent.</summary>
    public static string AddressOf(ReferralSource referralSource) => $"/api/referrals/{ReferralSourceKeys.Of(referralSource)}/bulk";

    /// <summary>The refused rows as a file to correct and send again.</summary>
    public static string BadRows(BulkOutcome outcome, ITexts texts)
    {
        using var csv = new StringWriter();
        csv.Write('\uFEFF');
        var headings = outcome.Headings.Where(heading => heading != BulkColumn.Reason).ToArray();
        CsvText.WriteRow(csv, [.. headings, BulkColumn.Reason]);
        foreach (var bad in outcome.Bad)
        {
            var cells = outcome.Headings.Select((heading, at) => (heading, Cell: CsvText.Plain(bad.Row.Cells.ElementAtOrDefault(at) ?? "")))
                .Where(one => one.heading != BulkColumn.Reason).Select(one => one.Cell);
            CsvText.WriteRow(csv, [.. cells,
                string.Join(" ", bad.Wrong.Select(
                wrong => wrong.Column.Length == 0 ? wrong.Error.In(texts).Value : $"{wrong.Column}: {wrong.Error.In(texts).Value}"))]);
        }
        return csv.ToString();
    }

    /// <summary>What came of each row, as a file: the words are codes, the same in every language.</summary>
    public static string AllRows(BulkOutcome outcome)
    {
        using var csv = new StringWriter();
        csv.Write('\uFEFF');
        var reference = outcome.Headings.ToList().IndexOf(BulkColumn.Reference);
        CsvText.WriteRow(csv, ["row", BulkColumn.Reference, "our_reference", "outcome", "urgent", "sent_before"]);
        var taken = outcome.Taken.Select(row => (row.Number, Cells: (string[])[row.YourReference ?? "", row.Reference,
            StoredKeys<EligibilityOutcome>.Of(row.Outcome), row.IsUrgent ? "yes" : "no", row.IsRepeat ? "yes" : "no"]));
        var bad = outcome.Bad.Select(one => (one.Row.Number, Cells: (string[])
            [CsvText.Plain(one.Row.Cells.ElementAtOrDefault(reference) ?? ""), "", "not-taken", "", ""]));
        foreach (var (number, cells) in taken.Concat(bad).OrderBy(row => row.Number))
            CsvText.WriteRow(csv, cells.Prepend(number.ToString(CultureInfo.InvariantCulture)));
        return csv.ToString();
    }

    private static IResult Template()
    {
        using var csv = new StringWriter();
        CsvText.WriteRow(csv, BulkColumn.All.Select(column => column.Heading));
        CsvText.WriteRow(csv, BulkColumn.All.Select(column => column.Example));
        return TypedResults.File(
            (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())], "text/csv; charset=utf-8", "workwell-referrals.csv");
    }

    private static async Task<IResult> HandleAsync(
        ReferralSource referralSource, HttpContext http, Actor sender, BulkImport import, UploadStore uploads, BackgroundJobs jobs, ITexts texts)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.MediaType != "text/csv"
            || http.Request.Headers.ContentEncoding.Count > 0) return NotCsv.ToResult();
        if (http.Request.ContentLength > MaxBytes) return TooLarge.ToResult();
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MaxBytes;
        if (WantsLater(http.Request)) return await LaterAsync(referralSource, http, sender, uploads, jobs);
        var outcome = await import.RunAsync(http.Request.Body, referralSource, sender, MaxRows, http.RequestAborted);
        return TypedResults.Json(BulkAnswer.Of(outcome, texts), ReferralJson.AtDoors);
    }

    // RFC 7240: the client would rather not wait.
    private static bool WantsLater(HttpRequest request) =>
        request.Headers["Prefer"].Any(value => value?.Contains("respond-async", StringComparison.OrdinalIgnoreCase) == true);

    private static async Task<IResult> LaterAsync(ReferralSource referralSource, HttpContext http, Actor sender, UploadStore uploads, BackgroundJobs jobs)
    {
        if (await uploads.StoreAsync(sender, referralSource, http.Request.Body, MaxBytes, http.RequestAborted) is not { } id) return TooLarge.ToResult();
        var job = await jobs.StartAsync(sender, UploadInBackground.Key, new UploadInBackground.Argument(id), http.RequestAborted);
        await uploads.NoteJobAsync(id, job, http.RequestAborted);
        http.Response.Headers["Preference-Applied"] = "respond-async";
        return TypedResults.Accepted($"{AddressOf(referralSource)}/{id:D}");
    }

    private static Problem NotCsv { get; } = new(
        "referrals.not-csv", StatusCodes.Status415UnsupportedMediaType, "Send a CSV file in UTF-8, uncompressed, with the header Content-Type: text/csv.");

    private static Problem TooLarge { get; } = new(
        "referrals.file-too-large", StatusCodes.Status413PayloadTooLarge, "Send 64 MB or less. A larger list can be sent as several files.");
}

/// <summary>What the API answers to a file.</summary>
/// <param name="Received">Rows that are referrals now.</param>
/// <param name="Repeated">Rows that had been received before.</param>
/// <param name="GivenBack">Refused rows.</param>
/// <param name="Stopped">Where the reading stopped before the end, and why.</param>
internal sealed record BulkAnswer(int Received, int Repeated, int GivenBack, StoppedAt? Stopped)
{
    /// <summary>Each row that is a referral: its reference, the decision, and whether somebody may not be safe.</summary>
    public IReadOnlyList<TakenRow> Taken { get; init; } = [];

    public IReadOnlyList<BadRowInWords> Rows { get; init; } = [];

    /// <summary>Warnings about stored rows, for the first 500 such rows.</summary>
    public IReadOnlyList<RowNotes> Notes { get; init; } = [];

    /// <summary>The refused rows as CSV, with a column that says why.</summary>
    public string? Csv { get; init; }

    /// <summary>Says what came of a file, in the reader's language.</summary>
    public static BulkAnswer Of(BulkOutcome outcome, ITexts texts) => new(
        outcome.Received, outcome.Repeated, outcome.Bad.Count,
        outcome.Stopped is null ? null : new(outcome.Stopped.Row, BulkWords.Of(texts, outcome.Stopped).Value))
    {
        Taken = outcome.Taken,
        Rows = [.. outcome.Bad.Select(
            bad => new BadRowInWords(bad.Row.Number, [.. bad.Wrong.Select(wrong => new BadCellInWords(wrong.Column, wrong.Error.In(texts).Value))]))],
        Notes = [.. outcome.Noted.Select(row => new RowNotes(row.Number,
            [.. row.Warnings.Select(warning =>
                new CellNote(BulkColumn.Of(warning.Field)?.Heading ?? warning.Field, warning.Code, warning.In(texts, isAboutThem: true).Value))]))],
        Csv = outcome.Bad.Count == 0 ? null : UploadReferrals.BadRows(outcome, texts),
    };
}

/// <summary>Where the reading of a file stopped.</summary>
internal sealed record StoppedAt(int Row, string Says);

/// <summary>The warnings of a row.</summary>
internal sealed record RowNotes(int Row, IReadOnlyList<CellNote> Notes);

/// <summary>A warning about a cell.</summary>
internal sealed record CellNote(string Column, string Code, string Words);

/// <summary>A refused row.</summary>
internal sealed record BadRowInWords(int Row, IReadOnlyList<BadCellInWords> Wrong);

/// <summary>An error in a cell, and how to correct it.</summary>
internal sealed record BadCellInWords(string Column, string Says);
