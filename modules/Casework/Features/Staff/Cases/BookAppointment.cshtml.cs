using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>Books a meeting with a person.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class BookAppointmentModel(CaseStore cases, AppointmentStore appointments, IPeople people, IStaffNames names, IReferrals referrals)
    : AppointmentPage(cases, people, names, referrals)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        Next.Id = Guid.CreateVersion7(Now);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        if (!Shown.IsUnderWay || ReadNext() is not { } booked) return Page();
        if (await appointments.BookAsync(Caller, Shown, booked, cancellationToken)) return LocalRedirect(Address + "/contacts");
        return await FindAsync(cancellationToken) ? Page() : NotFound();
    }
}
