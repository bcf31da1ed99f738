using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// An organisation uploads many referrals as one file on a page. Its key is asked for each time and kept nowhere. The file stays in memory, and rows that were
/// not taken go back inside the page, sealed: nothing of them is stored here.
/// </summary>
[RequestSizeLimit(MaxBytes + Overhead)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxBytes + Overhead, MemoryBufferThreshold = MaxBytes + Overhead, ValueLengthLimit = MaxBytes)]
[AllowAnonymous]
internal sealed class BulkUploadModel(IServiceKeys keys, BulkImport import, SealedOutcome outcomes) : QuestionPage
{
    private const int MaxBytes = 2 * 1024 * 1024;
    private const int Overhead = 64 * 1024;
    private const int MaxRows = 5000;
    private const int MaxShown = 100;

    [BindProperty]
    public string? ReferralSource { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>What came of the file, sealed.</summary>
    [BindProperty]
    public string? GivenBack { get; set; }

    /// <summary>Which file is asked for: "all" is what came of each row, anything else the rows to mend.</summary>
    [BindProperty]
    public string? Wanted { get; set; }

    public BulkOutcome? Outcome { get; private set; }

    public int Megabytes => MaxBytes / 1024 / 1024;

    public int Rows => MaxRows;

    public IEnumerable<Choice> ReferralSources =>
        UploadReferrals.Permissions.Keys.Select(
        referralSource => new Choice { Value = ReferralSourceKeys.Of(referralSource), Text = T[$"bulk.door-{ReferralSourceKeys.Of(referralSource)}"] });

    public IEnumerable<IReadOnlyList<Cell>> ColumnWords => BulkColumn.All.Select(column => (IReadOnlyList<Cell>)
        [new Cell { Text = T.Latin(column.Heading) }, new Cell { Text = T[$"bulk.column-{column.Heading.Replace('_', '-')}"] },
        new Cell { Text = T[column.IsNeeded ? "bulk.needed" : "bulk.not-needed"] }]);

    /// <summary>Rows with somebody who may not be safe.</summary>
    public IReadOnlyList<TakenRow> Urgent => [.. Outcome!.Taken.Where(row => row.IsUrgent)];

    /// <summary>How many rows the area found cannot help.</summary>
    public int Refused => Outcome!.Taken.Count(row => row.Outcome == EligibilityOutcome.NotEligible);

    /// <summary>The urgent rows first, then those that were refused or wait for a person: however long the file, these are seen.</summary>
    public IEnumerable<IReadOnlyList<Cell>> TakenRows => Outcome!.Taken
        .OrderBy(row => !row.IsUrgent).ThenBy(row => row.Outcome switch
        { EligibilityOutcome.NotEligible => 0, EligibilityOutcome.NeedsReview => 1, _ => 2 }).ThenBy(row => row.Number).Take(MaxShown)
        .Select(row => (IReadOnlyList<Cell>)
        [
            new Cell { Text = T.Number(row.Number) }, new Cell { Text = T.Latin(row.YourReference) ?? "" }, new Cell { Text = T.Latin(row.Reference) },
            new Cell { Text = T[$"bulk.outcome-{StoredKeys<EligibilityOutcome>.Of(row.Outcome)}"] },
            new Cell { Text = row.IsUrgent ? T["bulk.urgent"] : "" },
        ]);

    public bool ShowsAllTaken => Outcome!.Taken.Count <= MaxShown;

    public IEnumerable<IReadOnlyList<Cell>> BadRows => Outcome!.Bad.Take(MaxShown).SelectMany(bad => bad.Wrong.Select(wrong => (IReadOnlyList<Cell>)
        [new Cell { Text = T.Number(bad.Row.Number) }, new Cell { Text = T.Latin(wrong.Column) ?? "" }, new Cell { Text = wrong.Error.In(T) }]));

    public IEnumerable<IReadOnlyList<Cell>> NotedRows => Outcome!.Noted.Take(MaxShown).SelectMany(row => row.Warnings.Select(warning => (IReadOnlyList<Cell>)
        [new Cell { Text = T.Number(row.Number) }, new Cell { Text = T.Latin(BulkColumn.Of(warning.Field)?.Heading ?? warning.Field) ?? "" },
        new Cell { Text = warning.In(T, isAboutThem: true) }]));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        ReferralSource? referralSource = UploadReferrals.Permissions.Keys.Select(one => (ReferralSource?)one)
            .FirstOrDefault(one => ReferralSourceKeys.Of(one!.Value) == ReferralSource);
        if (referralSource is null) AddError(nameof(ReferralSource), T["bulk.door-missing"]);
        var permission = referralSource is null ? null : UploadReferrals.Permissions[referralSource.Value];
        var sender = permission is null || string.IsNullOrWhiteSpace(Key) ? null : await keys.FindAsync(Key.Trim(), permission, cancellationToken);
        if (permission is not null && sender?.Permissions.Contains(permission) == false) sender = null;
        if (string.IsNullOrWhiteSpace(Key)) AddError(nameof(Key), T["bulk.key-missing"]);
        else if (referralSource is not null && sender is null) AddError(nameof(Key), T["bulk.key-wrong"]);
        if (Upload is null or { Length: 0 }) AddError(nameof(Upload), T["bulk.file-missing"]);
        else if (Upload.Length > MaxBytes) AddError(nameof(Upload), T["bulk.file-large", ("limit", Megabytes)]);
        if (HasErrors) return Page();

        await using var stream = Upload!.OpenReadStream();
        Outcome = await import.RunAsync(stream, referralSource!.Value, sender!, MaxRows, cancellationToken);
        GivenBack = Outcome.Taken.Count + Outcome.Bad.Count == 0 ? null : Convert.ToBase64String(outcomes.Seal(Outcome, TimeSpan.FromHours(2)));
        return Page();
    }

    /// <summary>Gives what came of each row, or the rows that were not taken, as a file.</summary>
    public IActionResult OnPostRows()
    {
        if (Open(GivenBack) is not { } outcome) return RedirectToPage();
        var (text, name) = Wanted == "all" ? (UploadReferrals.AllRows(outcome), "workwell-outcome.csv")
            : (UploadReferrals.BadRows(outcome, T), "workwell-rows-to-mend.csv");
        return File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", name);
    }

    protected override Task ShowAsync(CancellationToken cancellationToken)
    {
        Outcome ??= Open(GivenBack);
        ModelState.Remove(nameof(Key));
        return Task.CompletedTask;
    }

    private BulkOutcome? Open(string? given)
    {
        var bytes = new byte[given?.Length ?? 0];
        return Convert.TryFromBase64String(given ?? "", bytes, out var length) && length > 0 ? outcomes.Open(bytes[..length]) : null;
    }
}
