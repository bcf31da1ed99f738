using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;

namespace WorkWell.Access;

/// <summary>Changes somebody's own password, with the one that they have. All other sessions end.</summary>
[RequiresStaff]
[AsksAgain]
internal sealed class ChangePasswordModel(UserManager<StaffAccount> users, StaffSignIn signIn, StaffSessions sessions) : AccessPage
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Whether there is one. Whoever came by another sign-in service has none yet.</summary>
    public bool HasPassword { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var account = await OwnAsync();
        if (account.PasswordHash is not null && await signIn.CurrentPasswordAsync(HttpContext, account, Current ?? "") is not true and var isRight)
        {
            AddError(
                nameof(Current),
                isRight is null ? T["staff.too-many-tries", ("minutes", (int)SignInLimit.Within.TotalMinutes)] : T["staff.password-current-wrong"]);
        }
        else if (string.IsNullOrEmpty(Password))
        {
            AddError(nameof(Password), T["staff.password-missing"]);
        }
        else if (await NewPassword.SetAsync(users, account, Password) is { } wrong)
        {
            AddError(nameof(Password), T["staff.password-" + wrong, ("min", CommonPasswords.MinLength), ("max", CommonPasswords.MaxLength)]);
        }
        if (HasErrors) return Page();
        await sessions.EndAsync(Caller, account.Id, one: null, except: Session.Id, cancellationToken);
        return LocalRedirect("/staff/account");
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken) => HasPassword = (await OwnAsync()).PasswordHash is not null;

    private async Task<StaffAccount> OwnAsync() => (await users.FindByIdAsync(Session.AccountId.ToString("D")))!;
}
