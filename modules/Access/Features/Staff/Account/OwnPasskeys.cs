using Microsoft.AspNetCore.Identity;

namespace WorkWell.Access;

/// <summary>Adds a passkey to an account.</summary>
internal static class OwnPasskeys
{
    public static PasskeyUserEntity EntityOf(StaffAccount account) =>
        new() { Id = account.Id.ToString("D"), Name = account.Email, DisplayName = account.Name };

    /// <summary>Adds what the browser's dialog answered.</summary>
    /// <returns>False where it does not fit what was asked.</returns>
    public static async Task<bool> AddAsync(
        UserManager<StaffAccount> users, SignInManager<StaffAccount> manager, StaffAccount account, string credential, string name)
    {
        try
        {
            var made = await manager.PerformPasskeyAttestationAsync(credential);
            if (!made.Succeeded || made.UserEntity.Id != account.Id.ToString("D")) return false;
            made.Passkey.Name = name;
            return (await users.AddOrUpdatePasskeyAsync(account, made.Passkey)).Succeeded;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or PasskeyException or System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
