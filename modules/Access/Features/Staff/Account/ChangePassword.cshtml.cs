using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;

namespace WorkWell.Access;

/// <summary>Changes somebody's own password. All other sessions end.</summary>
[RequiresStaff]
[AsksAgain]
internal sealed class ChangePasswordModel(UserManager<StaffAccount> users, StaffSessions sessions) : AccessPage
{
    [BindProperty]
    public string? Password { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var account = (await users.FindByIdAsync(Session.AccountId.ToString("D")))!;
        if (string.IsNullOrEmpty(Password)) AddError(nameof(Password), T["staff.password-missing"]);
        else if (await NewPassword.SetAsync(users, account, Password) is { } wrong)
            AddError(nameof(Password), T["staff.password-" + wrong, ("min", CommonPasswords.MinLength), ("max", CommonPasswords.MaxLength)]);
        if (HasErrors) return Page();
        await sessions.EndAsync(Caller, account.Id, one: null, except: Session.Id, cancellationToken);
        return LocalRedirect("/staff/account");
    }
}
