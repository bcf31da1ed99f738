using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Access;

/// <summary>The second step of signing in: a code, a recovery code or a passkey.</summary>
[AllowAnonymous]
internal sealed class EnterSecondStepModel(StaffSignIn signIn, SignInManager<StaffAccount> manager) : AccessPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? RecoveryCode { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    public async Task<IActionResult> OnGetAsync() => await signIn.PendingAsync(HttpContext) is null ? LocalRedirect("/staff/sign-in") : Page();

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => await signIn.PendingAsync(HttpContext) is { } account
        ? Content(await manager.MakePasskeyRequestOptionsAsync(account), "application/json") : Forbid(StaffSessionScheme.Name);

    public async Task<IActionResult> OnPostAsync(string? to)
    {
        if (await signIn.PendingAsync(HttpContext) is not { } account) return LocalRedirect("/staff/sign-in");
        var isRecovery = !string.IsNullOrWhiteSpace(RecoveryCode);
        var field = isRecovery ? nameof(RecoveryCode) : nameof(Code);
        bool? isRight;
        if (!string.IsNullOrEmpty(Credential)) isRight = (await signIn.PasskeyAsync(HttpContext, Credential))?.Id == account.Id;
        else if (isRecovery || !string.IsNullOrWhiteSpace(Code))
            isRight = await signIn.CodeAsync(HttpContext, account, isRecovery ? RecoveryCode : Code, isRecovery);
        else
        {
            AddError(nameof(Code), T["staff.code-missing"]);
            return Page();
        }
        if (isRight == true)
        {
            await signIn.LetInAsync(HttpContext, account, isRecovery ? "recovery-code" : string.IsNullOrEmpty(Credential) ? "code" : "passkey");
            return LocalRedirect(isRecovery ? "/staff/account" : GoingOn(to));
        }
        AddError(field, isRight is null ? T["staff.too-many-tries", ("minutes", (int)SignInLimit.Within.TotalMinutes)] : T["staff.code-wrong"]);
        return Page();
    }
}
