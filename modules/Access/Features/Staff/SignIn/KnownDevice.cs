using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Recognises a browser in which somebody has signed in before, for <see cref="SignInLimit"/>. It lets nobody in.</summary>
internal sealed class KnownDevice(IDataProtectionProvider protection)
{
    private static readonly ReaderCookie Cookie = new("workwell-device") { MaxAge = TimeSpan.FromDays(180) };

    private IDataProtector Protector => protection.CreateProtector("workwell.access.device");

    public void Remember(HttpContext http, StaffAccount account) =>
        Cookie.Keep(http, Protector.Protect($"{Guid.NewGuid():D}|{Members.EmailKeyOf(account.Email)}"));

    /// <summary>The device, if somebody with this address has signed in from it.</summary>
    public Guid? Find(HttpContext http, string emailKey)
    {
        try
        {
            return Cookie.Read(http) is { } kept && Protector.Unprotect(kept).Split('|', 2) is [var id, var email] && email == emailKey
                ? Guid.Parse(id) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
