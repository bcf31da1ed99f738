using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>
/// Recognises a member of staff by the session that their browser's cookie names. The framework's cookie scheme keeps the old secret when somebody signs in
/// over a session that they have; this one begins anew.
/// </summary>
internal sealed class StaffSessionScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, StaffSessions sessions)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Staff";

    /// <summary>The sign-in service that opens a session, and its own session, among the properties of signing in.</summary>
    public const string Provider = "provider";

    public const string ProviderSession = "provider-session";

    // A link in one of our messages opens a page; a form of another site never gets the cookie.
    private static readonly ReaderCookie Cookie = new("workwell-staff") { SameSite = SameSiteMode.Lax };

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Cookie.Read(Context) is not { } secret) return AuthenticateResult.NoResult();
        return await sessions.FindAsync(secret, Context.RequestAborted) is { } session
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new StaffIdentity(session, Name)), Name))
            : AuthenticateResult.Fail("The session has ended.");
    }

    protected override async Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        if (Cookie.Read(Context) is { } older) await sessions.EndAsync(older, Context.RequestAborted);
        var account = Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
        Cookie.Keep(Context, await sessions.BeginAsync(
            account, Device.Of(Request), properties?.GetString(Provider), properties?.GetString(ProviderSession), Context.RequestAborted));
    }

    protected override async Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        if (Cookie.Read(Context) is { } secret) await sessions.EndAsync(secret, Context.RequestAborted);
        Cookie.Forget(Context);
    }
}
