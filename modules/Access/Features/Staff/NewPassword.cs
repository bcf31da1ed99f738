using Microsoft.AspNetCore.Identity;

namespace WorkWell.Access;

/// <summary>Sets a password that the rules allow.</summary>
internal static class NewPassword
{
    /// <summary>Sets it. Sessions and unfinished sign-ins by the old one no longer fit the account's stamp.</summary>
    /// <returns>What is wrong with it, by a code of <see cref="CommonPasswords"/>; null: it is set.</returns>
    public static async Task<string?> SetAsync(UserManager<StaffAccount> users, StaffAccount account, string password)
    {
        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, account, password) is { Succeeded: false } wrong) return wrong.Errors.First().Code;
        }
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        await users.UpdateSecurityStampAsync(account);
        return null;
    }
}
