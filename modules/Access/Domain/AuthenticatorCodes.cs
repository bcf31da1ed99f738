using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using OtpNet;

namespace WorkWell.Access;

/// <summary>
/// Codes of an authenticator application (RFC 6238: six digits, 30 seconds). A code is good for its step and the one before and after, for clocks that differ
/// a little, and each step counts once.
/// </summary>
internal sealed class AuthenticatorCodes(TimeProvider clock, IDataProtectionProvider protection) : IUserTwoFactorTokenProvider<StaffAccount>
{
    public const string Provider = "Authenticator";

    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    private IDataProtector Protector => protection.CreateProtector("workwell.access.authenticator");

    /// <summary>Makes a key and returns it as it is typed into an application; the account keeps it encrypted.</summary>
    public string MakeKey(StaffAccount account)
    {
        var key = Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(20));
        (account.AuthenticatorKey, account.LastCodeStep) = (Protector.Protect(key), null);
        return key;
    }

    /// <summary>The key of an account, as it is typed into an application.</summary>
    public string? KeyOf(StaffAccount account) => account.AuthenticatorKey is { } stored ? Protector.Unprotect(stored) : null;

    public Task<bool> ValidateAsync(string purpose, string token, UserManager<StaffAccount> manager, StaffAccount user) =>
        Task.FromResult(StepOf(user, token) is not null);

    /// <summary>The step that a code belongs to, if it is right and newer than the last one used.</summary>
    public long? StepOf(StaffAccount account, string? code)
    {
        var digits = string.Concat((code ?? "").Where(letter => !char.IsWhiteSpace(letter)));
        if (digits.Length != 6 || KeyOf(account) is not { } key) return null;
        var totp = new Totp(Base32Encoding.ToBytes(key));
        return totp.VerifyTotp(clock.GetUtcNow().UtcDateTime, digits, out var step, Window) && !(step <= account.LastCodeStep) ? step : null;
    }

    // Nobody sends such a code: an application makes it.
    public Task<string> GenerateAsync(string purpose, UserManager<StaffAccount> manager, StaffAccount user) => Task.FromResult("");

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<StaffAccount> manager, StaffAccount user) =>
        Task.FromResult(user.AuthenticatorKey is not null);
}
