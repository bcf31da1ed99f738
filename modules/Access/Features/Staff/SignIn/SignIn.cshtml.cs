using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>The first step of signing in: a password, or a passkey that stands for both steps.</summary>
[AllowAnonymous]
internal sealed class SignInModel(StaffSignIn signIn, SignInManager<StaffAccount> manager, IReadOnlyList<SignInProvider> providers) : AccessPage
{
    /// <summary>Other services by which one may sign in.</summary>
    public IReadOnlyList<SignInProvider> Providers => providers;

    /// <summary>Where to go on to.</summary>
    public string To => GoingOn(Request.Query["to"]);

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    public void OnGet(string? provider)
    {
        if (provider is null) return;
        var isKnown = StoredKeys<ProviderRefusal>.All.Contains(provider);
        AddError(nameof(Email), T[isKnown ? "staff.provider-" + provider : "staff.provider-failed"]);
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await manager.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostAsync(string? to)
    {
        if (!string.IsNullOrEmpty(Credential))
        {
            if (await signIn.PasskeyAsync(HttpContext, Credential) is { } account)
            {
                await signIn.LetInAsync(HttpContext, account, "passkey");
                return LocalRedirect(GoingOn(to));
            }
            AddError(nameof(Email), T["staff.passkey-failed"]);
            return Page();
        }
        if (string.IsNullOrWhiteSpace(Email)) AddError(nameof(Email), T["staff.email-missing"]);
        if (string.IsNullOrEmpty(Password)) AddError(nameof(Password), T["staff.password-missing"]);
        if (HasErrors) return Page();
        if (Email!.Length > 254 || Password!.Length > CommonPasswords.MaxLength)
        {
            AddError(nameof(Email), T["staff.sign-in-wrong"]);
            return Page();
        }
        switch (await signIn.PasswordAsync(HttpContext, Email, Password))
        {
            case true:
                return LocalRedirect("/staff/sign-in/code" + QueryString.Create("to", GoingOn(to)));
            case false:
                AddError(nameof(Email), T["staff.sign-in-wrong"]);
                return Page();
            default:
                AddError(nameof(Email), T["staff.too-many-tries", ("minutes", (int)SignInLimit.Within.TotalMinutes)]);
                return Page();
        }
    }
}
