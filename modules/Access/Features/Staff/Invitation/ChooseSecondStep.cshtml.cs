using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Access;

/// <summary>Takes up an invitation, second step: a passkey or an authenticator application. Then the account is its owner's, who is signed in.</summary>
[AllowAnonymous]
internal sealed class ChooseSecondStepModel(
    Members members, UserManager<StaffAccount> users, SignInManager<StaffAccount> manager, AuthenticatorCodes codes, StaffAccountStore store,
    StaffSignIn signIn) : AccessPage
{
    private StaffAccount account = null!;

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    public NewAuthenticator? Authenticator { get; private set; }

    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await IsInvitedAsync() ? Page() : LocalRedirect("/staff/invitation");

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => await IsInvitedAsync()
        ? Content(await manager.MakePasskeyCreationOptionsAsync(OwnPasskeys.EntityOf(account)), "application/json") : LocalRedirect("/staff/invitation");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await IsInvitedAsync()) return LocalRedirect("/staff/invitation");
        if (!string.IsNullOrEmpty(Credential))
        {
            if (!await OwnPasskeys.AddAsync(users, manager, account, Credential, Device.Of(Request))) AddError(nameof(Code), T["staff.passkey-failed"]);
        }
        else if (codes.StepOf(account, Code) is not { } step || !await store.UseStepAsync(account, step, cancellationToken))
        {
            AddError(nameof(Code), T["staff.code-wrong"]);
        }
        if (HasErrors) return Page();
        if (!await members.AcceptAsync(account, InvitationCookie.Cookie.Read(HttpContext)!, cancellationToken)) return LocalRedirect("/staff/invitation");
        InvitationCookie.Cookie.Forget(HttpContext);
        RecoveryCodes = [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(account, OwnAccountModel.RecoveryCodes))!];
        await signIn.LetInAsync(HttpContext, account, "invitation");
        return Page();
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (RecoveryCodes is not null) return;
        // The same key until it is used, so that what was scanned stays right when the page is shown again.
        var key = codes.KeyOf(account) ?? codes.MakeKey(account);
        await users.UpdateAsync(account);
        Authenticator = new NewAuthenticator(account.Email, key);
    }

    private async Task<bool> IsInvitedAsync()
    {
        if (await members.InvitedAsync(InvitationCookie.Cookie.Read(HttpContext), Now, HttpContext.RequestAborted) is not { } id) return false;
        account = (await users.FindByIdAsync(id.ToString("D")))!;
        return account.PasswordHash is not null;
    }
}
