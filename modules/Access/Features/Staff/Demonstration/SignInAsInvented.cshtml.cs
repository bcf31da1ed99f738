using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Access;

/// <summary>Signs in as an invented member of staff, in a demonstration on this machine.</summary>
[AllowAnonymous]
internal sealed class SignInAsInventedModel(DemonstrationStaff staff, UserManager<StaffAccount> users, StaffSignIn signIn) : AccessPage
{
    [BindProperty]
    public string? As { get; set; }

    public IReadOnlyList<DemonstrationStaff.Invented> Everybody => staff.All;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await staff.IsOpenAsync(HttpContext, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? to, CancellationToken cancellationToken)
    {
        if (!await staff.IsOpenAsync(HttpContext, cancellationToken)) return NotFound();
        if (await staff.AccountAsync(As, users, cancellationToken) is not { } account) return BadRequest();
        await signIn.LetInAsync(HttpContext, account, "demonstration");
        return LocalRedirect(GoingOn(to));
    }
}
