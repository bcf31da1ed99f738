using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Access;

/// <summary>Takes up an invitation, first step: a password. Opening the link does nothing: what scans mail opens it too.</summary>
[AllowAnonymous]
internal sealed class TakeUpInvitationModel(Members members, UserManager<StaffAccount> users, IReadOnlyList<SignInProvider> providers) : AccessPage
{
    /// <summary>Other services by which the invitation may be taken up instead.</summary>
    public IReadOnlyList<SignInProvider> Providers => providers;

    [BindProperty]
    public string? With { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public StaffAccount? Account { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (Account is null) return Page();
        if (string.IsNullOrEmpty(Password)) AddError(nameof(Password), T["staff.password-missing"]);
        else if (await NewPassword.SetAsync(users, Account, Password) is { } wrong)
            AddError(nameof(Password), T["staff.password-" + wrong, ("min", CommonPasswords.MinLength), ("max", CommonPasswords.MaxLength)]);
        if (HasErrors) return Page();
        InvitationCookie.Cookie.Keep(HttpContext, Key!);
        return LocalRedirect("/staff/invitation/second-step");
    }

    public async Task<IActionResult> OnPostWithAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (Account is null || providers.All(one => one.Key != With)) return Page();
        InvitationCookie.Cookie.Keep(HttpContext, Key!);
        return LocalRedirect($"/staff/invitation/with/{With}");
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken) =>
        Account = await members.InvitedAsync(Key, Now, cancellationToken) is { } id ? await users.FindByIdAsync(id.ToString("D")) : null;
}
