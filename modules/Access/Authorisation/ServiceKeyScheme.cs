using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkWell.Access.Contracts;

namespace WorkWell.Access;

/// <summary>Recognises the holder of a service key: "Authorization: Bearer wwk_...".</summary>
internal sealed class ServiceKeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, IServiceKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "ServiceKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.Count == 0) return AuthenticateResult.NoResult();
        // The permission says later what the key is used for.
        var actor = await keys.FindAsync(CurrentCaller.SecretIn(Context), "key", Context.RequestAborted);
        return actor is null ? AuthenticateResult.Fail("No key that works.")
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ServiceKeyIdentity(actor, Name)), Name));
    }
}
