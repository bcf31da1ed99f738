using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>
/// A form that the page's script saves while somebody types, by the same rules as the button. What it saved is there on another device; what it could not save
/// stays in the form, and the button says why.
/// </summary>
internal abstract class TypedForm(CaseStore cases, IPeople people, IStaffNames names, IReferrals referrals) : PlanForm(cases, people, names, referrals)
{
    /// <summary>What the script hears.</summary>
    /// <param name="Seen">The version that is saved now.</param>
    /// <param name="GoTo">A page that cannot wait; null: go on typing.</param>
    internal sealed record TypedSave(int Seen, string? GoTo);

    /// <summary>A page that cannot wait; null where there is none.</summary>
    protected virtual string? Urgent => null;

    public async Task<IActionResult> OnPostTypedAsync(CancellationToken cancellationToken)
    {
        switch (await OnPostAsync(cancellationToken))
        {
            case LocalRedirectResult:
                await LoadAsync(cancellationToken);
                return new JsonResult(new TypedSave(Version ?? 0, Urgent));
            case PageResult:
                return StatusCode(IsRefused ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity);
            case var other:
                return other;
        }
    }
}
