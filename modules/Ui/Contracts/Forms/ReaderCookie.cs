using System.Net;
using Microsoft.AspNetCore.Http;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// A cookie that gives access to the reader's answers. Scripts and other sites cannot read it, and it is gone with the browser unless it is kept for a time.
/// Leaving a page quickly deletes it; register each such cookie.
/// </summary>
/// <param name="Name">The cookie's name. Outside this machine it gets the prefix __Host-, so that no neighbouring site can plant one.</param>
public sealed record ReaderCookie(string Name)
{
    /// <summary>Whether it comes with links from other sites. Not with their forms, in either case.</summary>
    public SameSiteMode SameSite { get; init; } = SameSiteMode.Strict;

    /// <summary>How long the browser keeps it; null: until it is closed.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Whether answers may travel only encrypted: everywhere but on the machine itself.</summary>
    /// <param name="http">The request.</param>
    /// <returns>False for a developer's own browser.</returns>
    public static bool IsSecure(HttpContext http) => http.Request.IsHttps || !IsOwnMachine(http);

    /// <summary>Reads the cookie.</summary>
    /// <param name="http">The request.</param>
    /// <returns>Its value; null where there is none.</returns>
    public string? Read(HttpContext http) => http.Request.Cookies[NameFor(http)];

    /// <summary>Sets the cookie.</summary>
    /// <param name="http">The request.</param>
    /// <param name="value">The value.</param>
    /// <param name="lasts">How long it outlives the browser; null: not at all.</param>
    public void Keep(HttpContext http, string value, TimeSpan? lasts = null)
    {
        var options = Options(http);
        options.MaxAge = lasts;
        http.Response.Cookies.Append(NameFor(http), value, options);
    }

    /// <summary>Whether the browser is that of a phone, which closes it whenever it needs the memory, and which few people share.</summary>
    /// <param name="http">The request.</param>
    /// <returns>True where the browser says so.</returns>
    public static bool IsOnPhone(HttpContext http) =>
        http.Request.Headers["Sec-CH-UA-Mobile"].ToString() is { Length: > 0 } mobile ? mobile == "?1"
        : http.Request.Headers.UserAgent.ToString().Contains("Mobi", StringComparison.Ordinal);

    /// <summary>Deletes the cookie.</summary>
    /// <param name="http">The request.</param>
    public void Forget(HttpContext http) => http.Response.Cookies.Delete(NameFor(http), Options(http));

    private static bool IsOwnMachine(HttpContext http) =>
        http.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local)
        && (http.Request.Host.Host == "localhost" || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));

    private CookieOptions Options(HttpContext http) =>
        new() { HttpOnly = true, SameSite = SameSite, Secure = IsSecure(http), Path = "/", IsEssential = true, MaxAge = MaxAge };

    private string NameFor(HttpContext http) => IsSecure(http) ? $"__Host-{Name}" : Name;
}
