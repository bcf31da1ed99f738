using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// Opens one record of another area, because the person is at risk: by its exact reference, with a reason, for an hour. Its team is told at once, in the same
/// change.
/// </summary>
[RequiresPermission(Permission.BreakGlass)]
internal sealed class OpenRecordModel(Database database, IAreaCatalogue areas, PublicAddress address) : StaffPage
{
    private const int MinReason = 20;
    private const int MaxReason = 1_000;

    [BindProperty]
    public string? OfArea { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IEnumerable<SelectItem> Areas =>
    [
        new() { Value = "", Text = T["staff.open-area-none"] },
        .. Others.Select(area => new SelectItem { Value = area.Code, Text = area.Settings.Name }),
    ];

    private IEnumerable<Area> Others =>
        areas.Ready.Values.Where(area => area.Code != AreaCode).OrderBy(area => area.Settings.Name, StringComparer.Ordinal);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Others.All(area => area.Code != OfArea)) AddError(nameof(OfArea), T["staff.open-area-missing"]);
        if (!ReferralReference.TryRead(Reference ?? "", out var exact)) AddError(nameof(Reference), T["staff.open-reference-wrong"]);
        var reason = ReadText(nameof(Reason), Reason, TextKind.Words, MaxReason, T["staff.open-reason-missing"]);
        if (reason is { Length: < MinReason }) AddError(nameof(Reason), T["staff.open-reason-short"]);
        if (HasErrors || HttpContext.Staff() is not { } staff) return Page();

        // The host tells the record's area for whoever opened it. What they may read is another actor's.
        await using var change = database.Begin(new Actor(Caller.Name, [OfArea!], "break-glass"));
        var (opened, problem) = await OpenedRecords.OpenAsync(change, OfArea!, exact!, staff.SessionId, AreaCode, reason!, cancellationToken);
        if (problem is not null || opened is null)
        {
            if (problem is null) AddError(nameof(Reference), T["staff.open-nothing-found"]);
            else AddError(nameof(OfArea), T["staff.open-" + problem.Code.Split('.')[1]]);
            return Page();
        }
        var (id, referral, isNew) = opened.Value;
        if (isNew)
        {
            var held = await ReferralStore.FindAsync(change, referral, cancellationToken);
            change.Publish(new RecordOpened(referral, OfArea!, id, exact!, staff.Name, areas.Ready[AreaCode].Settings.Name)
            {
                ReviewAt = address.Of(Request, $"/staff/areas/{OfArea}/opened-records"),
                Organisation = held?.AcceptedAt is null ? null : held.Organisation,
            });
        }
        await change.CommitAsync(cancellationToken);
        return LocalRedirect($"/staff/areas/{AreaCode}/emergency/{id:D}");
    }
}
