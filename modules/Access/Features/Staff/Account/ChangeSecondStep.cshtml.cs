using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Somebody's own second step: more passkeys, another authenticator application, new recovery codes.</summary>
[RequiresStaff]
[AsksAgain]
internal sealed class ChangeSecondStepModel(
    UserManager<StaffAccount> users, SignInManager<StaffAccount> manager, AuthenticatorCodes codes, StaffAccountStore store,
    IDataProtectionProvider protection) : AccessPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    /// <summary>The new key, encrypted: the old one works until a code shows that the new one does.</summary>
    [BindProperty]
    public string? NewKey { get; set; }

    public NewAuthenticator? Authenticator { get; private set; }

    public IReadOnlyList<IReadOnlyList<Cell>> Passkeys { get; private set; } = [];

    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        Content(await manager.MakePasskeyCreationOptionsAsync(OwnPasskeys.EntityOf(await OwnAsync())), "application/json");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var account = await OwnAsync();
        if (!string.IsNullOrEmpty(Credential))
        {
            if (!await OwnPasskeys.AddAsync(users, manager, account, Credential, Device.Of(Request))) AddError(nameof(Code), T["staff.passkey-failed"]);
        }
        else
        {
            account.AuthenticatorKey = ReadNewKey();
            account.LastCodeStep = null;
            if (account.AuthenticatorKey is null || codes.StepOf(account, Code) is not { } step)
            {
                AddError(nameof(Code), T["staff.code-wrong"]);
            }
            else
            {
                await users.UpdateAsync(account);
                await store.UseStepAsync(account, step, cancellationToken);
            }
        }
        return HasErrors ? Page() : LocalRedirect("/staff/account");
    }

    public async Task<IActionResult> OnPostRecoveryCodesAsync()
    {
        RecoveryCodes = [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(await OwnAsync(), OwnAccountModel.RecoveryCodes))!];
        return Page();
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        var account = await OwnAsync();
        Passkeys = [.. (await users.GetPasskeysAsync(account)).Select(IReadOnlyList<Cell> (passkey) => [(Text)(passkey.Name ?? ""), When(passkey.CreatedAt)])];
        account.AuthenticatorKey = ReadNewKey();
        var key = codes.KeyOf(account) ?? codes.MakeKey(account);
        NewKey = Protector.Protect($"{account.Id:D}|{account.AuthenticatorKey}");
        ModelState.Remove(nameof(NewKey));
        Authenticator = new NewAuthenticator(account.Email, key);
    }

    private IDataProtector Protector => protection.CreateProtector("workwell.access.new-authenticator");

    private string? ReadNewKey()
    {
        try
        {
            return NewKey is { Length: > 0 } && Protector.Unprotect(NewKey).Split('|', 2) is [var id, var key] && id == Session.AccountId.ToString("D")
                ? key : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private async Task<StaffAccount> OwnAsync() => (await users.FindByIdAsync(Session.AccountId.ToString("D")))!;
}
