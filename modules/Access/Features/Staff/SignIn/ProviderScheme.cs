using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>
/// Signing in by another service: code flow with PKCE. The service says who somebody is; which account that opens is ours to know, and it makes none.
/// </summary>
internal sealed partial class ProviderScheme(SignInProvider provider) : OpenIdConnectEvents
{
    /// <summary>The account that is to be bound, in the protected state that travels with the request.</summary>
    public const string Binds = "workwell.binds";

    /// <summary>The hash of the invitation that is taken up, in the same state.</summary>
    public const string Invites = "workwell.invites";

    /// <summary>That the provider asks anew who somebody is, in the same state.</summary>
    public const string AsksAgain = "workwell.asks-again";

    /// <summary>Where to go on to, in the same state.</summary>
    public const string GoesTo = "workwell.to";

    private const string Assertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Registers the providers of the configuration.</summary>
    public static void Add(AuthenticationBuilder authentication, IReadOnlyList<SignInProvider> providers)
    {
        foreach (var provider in providers) authentication.AddOpenIdConnect(provider.Scheme, options => Set(options, provider));
    }

    /// <summary>Whether the provider says how it is reached. Asked before somebody is sent there: one that is away would end in an error.</summary>
    public static async Task<bool> IsThereAsync(HttpContext http, SignInProvider provider)
    {
        var options = http.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(provider.Scheme);
        try
        {
            return await options.ConfigurationManager!.GetConfigurationAsync(http.RequestAborted) is not null;
        }
        catch (Exception away) when (away is InvalidOperationException or IOException or HttpRequestException)
        {
            return false;
        }
    }

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        var http = context.HttpContext;
        // What a request says of its host is believed on the machine itself alone.
        context.ProtocolMessage.RedirectUri = http.RequestServices.GetRequiredService<PublicAddress>().Of(http.Request, provider.CallbackPath)
            ?? throw new InvalidOperationException("PublicAddress is not set, so nobody can come back from another service.");
        if (provider.AcrValues is { } acr) context.ProtocolMessage.AcrValues = acr;
        if (context.Properties.Items.ContainsKey(AsksAgain)) (context.ProtocolMessage.Prompt, context.ProtocolMessage.MaxAge) = ("login", "0");
        return Task.CompletedTask;
    }

    public override async Task AuthorizationCodeReceived(AuthorizationCodeReceivedContext context)
    {
        if (provider.PrivateKey is null) return;
        var configuration = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        context.TokenEndpointRequest!.ClientSecret = null;
        context.TokenEndpointRequest.ClientAssertionType = Assertion;
        context.TokenEndpointRequest.ClientAssertion = Signed(configuration.TokenEndpoint);
    }

    // It may ask for less than it was asked to, and says so.
    public override Task TokenValidated(TokenValidatedContext context)
    {
        if (!provider.IsStrongEnough(context.Principal!.FindFirst("acr")?.Value)) context.Fail("The other service asked for less than acr_values says.");
        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        var identities = http.RequestServices.GetRequiredService<ProviderIdentities>();
        var (issuer, subject) = (context.Principal!.FindFirst("iss")!.Value, context.Principal.FindFirst("sub")!.Value);
        var items = context.Properties!.Items;
        context.HandleResponse();
        if (items.TryGetValue(Binds, out var binds))
        {
            var isBound = await identities.BindAsync(Guid.Parse(binds!), provider, issuer, subject, http.RequestAborted);
            http.Response.Redirect(isBound ? SignInWith.DonePath("/staff/account") : SignInWith.RefusedPath(ProviderRefusal.Taken));
            return;
        }
        if (items.TryGetValue(Invites, out var invitation))
            await http.RequestServices.GetRequiredService<Members>().AcceptByProviderAsync(
                Convert.FromHexString(invitation!), provider, issuer, subject, http.RequestAborted);
        var (found, refusal) = await identities.FindAsync(provider, issuer, subject, http.RequestAborted);
        if (found is not { } account)
        {
            await http.RequestServices.GetRequiredService<ISecurityEvents>().RecordAsync(SecurityEvent.UnknownIdentity, null, http.RequestAborted);
            http.Response.Redirect(SignInWith.RefusedPath(refusal));
            return;
        }
        var users = http.RequestServices.GetRequiredService<UserManager<StaffAccount>>();
        await http.RequestServices.GetRequiredService<StaffSignIn>()
            .LetInAsync(http, (await users.FindByIdAsync(account.ToString("D")))!, provider, context.Principal.FindFirst("sid")?.Value);
        http.Response.Redirect(SignInWith.DonePath(items.TryGetValue(GoesTo, out var to) ? to : null));
    }

    // Why is the provider's business; the person can try again, or use their own password.
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        // Never the message: it could name somebody.
        Failed(context.HttpContext.RequestServices.GetRequiredService<ILogger<ProviderScheme>>(), provider.Key, context.Failure?.GetType().Name ?? "unknown");
        context.Response.Redirect(SignInWith.FailedPath);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing in with {Provider} failed: {Kind}")]
    private static partial void Failed(ILogger log, string provider, string kind);

    private static void Set(OpenIdConnectOptions options, SignInProvider provider)
    {
        options.Authority = provider.Authority;
        options.RequireHttpsMetadata = new Uri(provider.Authority).Scheme == Uri.UriSchemeHttps;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.CallbackPath = provider.CallbackPath;
        options.SignInScheme = StaffSessionScheme.Name;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.ClaimActions.Clear();
        options.BackchannelTimeout = TimeSpan.FromSeconds(30);
        // Whoever answers under its address does not send us to another.
        options.BackchannelHttpHandler = new SocketsHttpHandler { AllowAutoRedirect = false };
        // They come with the way back from the provider, which another site begins.
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
        // Tokens and cookies are dated by the clocks of browsers and providers, not by the database's.
        options.TimeProvider = TimeProvider.System;
        options.Events = new ProviderScheme(provider);
    }

    private string Signed(string audience)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(provider.PrivateKey);
        var key = new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = provider.PrivateKeyId };
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = provider.ClientId,
            Audience = audience,
            Claims = new Dictionary<string, object> { ["sub"] = provider.ClientId, ["jti"] = Guid.NewGuid().ToString("D") },
            IssuedAt = now, NotBefore = now, Expires = now.AddMinutes(1),
            SigningCredentials = new SigningCredentials(key, provider.Algorithm),
        });
    }
}
