using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;

namespace WorkWell.Access;

/// <summary>Asks somebody who has signed in to show once more who they are.</summary>
[RequiresStaff]
internal sealed class ConfirmAgainModel(
    StaffSignIn signIn, StaffSessions sessions, UserManager<StaffAccount> users, SignInManager<StaffAccount> manager) : AccessPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        Content(await manager.MakePasskeyRequestOptionsAsync(await OwnAsync()), "application/json");

    public async Task<IActionResult> OnPostAsync(string? to)
    {
        var account = await OwnAsync();
        bool? isRight;
        if (!string.IsNullOrEmpty(Credential)) isRight = (await signIn.PasskeyAsync(HttpContext, Credential))?.Id == account.Id;
        else isRight = await signIn.CodeAsync(HttpContext, account, Code, isRecovery: false);
        if (isRight == true)
        {
            await sessions.ConfirmAsync(Session, HttpContext.RequestAborted);
            return LocalRedirect(GoingOn(to));
        }
        AddError(nameof(Code), isRight is null ? T["staff.too-many-tries", ("minutes", (int)SignInLimit.Within.TotalMinutes)] : T["staff.code-wrong"]);
        return Page();
    }

    private async Task<StaffAccount> OwnAsync() => (await users.FindByIdAsync(Session.AccountId.ToString("D")))!;
}
