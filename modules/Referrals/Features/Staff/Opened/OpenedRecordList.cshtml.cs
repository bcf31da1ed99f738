using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>Which records of the area were opened from outside, until somebody else than whoever opened them has reviewed each with a note.</summary>
[RequiresPermission(Permission.ReviewBreakGlass)]
internal sealed class OpenedRecordListModel(Database database, ReferralStore store, OpenedRecords opened, IStaffNames names, IAreaCatalogue areas) : StaffPage
{
    private const int MaxNote = 1_000;

    internal sealed record Opening(OpenedRecord Record, string Reference, string Name, string Home);

    [BindProperty]
    public Guid? Opened { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<Opening> Openings { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var note = ReadText(nameof(Note), Note, TextKind.Words, MaxNote, T["staff.review-note-missing"]);
        if (Opened is not { } id) return BadRequest();
        if (HasErrors) return Page();
        await using var change = database.Begin(Caller);
        var (referral, problem) = await OpenedRecords.ReviewAsync(change, id, note!, cancellationToken);
        if (problem is not null)
        {
            AddError(nameof(Note), T["staff.review-not-yours"]);
            return Page();
        }
        if (referral is { } reviewed) change.Publish(new RecordOpeningReviewed(reviewed, AreaCode, id));
        await change.CommitAsync(cancellationToken);
        return LocalRedirect($"/staff/areas/{AreaCode}/opened-records");
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        var found = await opened.ToReviewAsync(Caller, AreaCode, cancellationToken);
        var references = await store.ReferencesAsync(Caller, [.. found.Select(one => one.ReferralId).Distinct()], cancellationToken);
        var people = await names.OfAsync(Caller, [.. found.Select(one => one.AccountId).Distinct()], cancellationToken);
        Openings = [.. found.Select(one => new Opening(
            one, references.GetValueOrDefault(one.ReferralId, ""), people.GetValueOrDefault(one.AccountId, ""),
            areas.Ready.TryGetValue(one.HomeArea, out var home) ? home.Settings.Name : one.HomeArea))];
    }
}
