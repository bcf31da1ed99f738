using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;

namespace WorkWell.Access;

/// <summary>Asks somebody who has signed in to show once more who they are.</summary>
[RequiresStaff]
internal sealed class ConfirmAgainModel(
    StaffSignIn signIn, StaffSessions sessions, UserManager<StaffAccount> users, SignInManager<StaffAccount> manager, IReadOnlyList<SignInProvider> providers,
    ProviderIdentities identities) : AccessPage
{
    /// <summary>The other services to which the account is connected: each asks again by itself.</summary>
    public IReadOnlyList<SignInProvider> Providers { get; private set; } = [];

    /// <summary>Where to go on to.</summary>
    public string To => GoingOn(Request.Query["to"]);

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

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        var bound = await identities.OfAsync(Session.AccountId, cancellationToken);
        Providers = [.. providers.Where(provider => bound.ContainsKey(provider.Key))];
    }

    private async Task<StaffAccount> OwnAsync() => (await users.FindByIdAsync(Session.AccountId.ToString("D")))!;
}
