using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>That somebody has given the right password, and has five minutes for the second step; in a cookie that only we can read.</summary>
internal sealed class PendingSignIn(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);
    private static readonly ReaderCookie Cookie = new("workwell-signing-in");

    private IDataProtector Protector => protection.CreateProtector("workwell.access.pending");

    public void Keep(HttpContext http, StaffAccount account) => Cookie.Keep(http, Protector.Protect(string.Create(
        CultureInfo.InvariantCulture, $"{account.Id:D}|{account.SecurityStamp}|{(clock.GetUtcNow() + Lasts).ToUnixTimeSeconds()}")));

    public static void Forget(HttpContext http) => Cookie.Forget(http);

    /// <summary>The account and the stamp it had when the password was checked; null where there is none, or the time is over.</summary>
    public (Guid Account, string Stamp)? Find(HttpContext http)
    {
        if (Read(Cookie.Read(http)) is not [var id, var stamp, var ends]) return null;
        return clock.GetUtcNow().ToUnixTimeSeconds() < long.Parse(ends, CultureInfo.InvariantCulture) ? (Guid.Parse(id), stamp) : null;
    }

    private string[]? Read(string? kept)
    {
        try
        {
            return kept is null ? null : Protector.Unprotect(kept).Split('|');
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
