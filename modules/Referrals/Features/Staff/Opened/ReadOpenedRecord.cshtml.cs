using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>A record that the reader opened across a wall, while it is open. Each look is in the audit trail of its area.</summary>
[RequiresPermission(Permission.BreakGlass)]
internal sealed class ReadOpenedRecordModel(
    Database database, ReferralStore store, OpenedRecords opened, OfferWords words, IPeople people, AreaContacts contacts, IAuditTrail audit) : StaffPage
{
    private (Guid ReferralId, string Area, DateTimeOffset Until)? open;

    public Referral? Shown { get; private set; }

    /// <summary>Until when it is open.</summary>
    public Text Until => When(open!.Value.Until);

    /// <summary>Who it is, how to reach them, and the telephone of the team of its area.</summary>
    public IReadOnlyList<OfferFact> Facts { get; private set; } = [];

    private Guid Id => Guid.Parse((string)RouteData.Values["id"]!);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (HttpContext.Staff() is not { } staff) return NotFound();
        var reader = OpenedRecords.ReaderOf(Caller, Id, staff.SessionId);
        open = await opened.FindAsync(reader, cancellationToken);
        if (open is null) return Page();
        // Before it is shown, so that no look goes unrecorded.
        await using var change = database.Begin(reader with { Areas = [open.Value.Area] });
        audit.Record(change, open.Value.Area, "referrals.read", open.Value.ReferralId, ReferralAudit.Of(("opening", Id.ToString("D"))));
        await change.CommitAsync(cancellationToken);
        Shown = await store.ReadAsync(reader, open.Value.ReferralId, cancellationToken);
        if (Shown is null) return Page();
        var found = await people.ContactsAsync(reader, [Shown.PersonId], cancellationToken);
        Facts =
        [
            .. found.TryGetValue(Shown.PersonId, out var person) ? words.OfPerson(Shown, person) : [],
            new(T["staff.opened-team"], contacts.Of(open.Value.Area).Phone is { } phone ? [T.Latin(phone)] : []),
        ];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (HttpContext.Staff() is { } staff) await opened.CloseAsync(Caller, Id, staff.SessionId, cancellationToken);
        return LocalRedirect($"/staff/areas/{AreaCode}/emergency/{Id:D}");
    }
}
