using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace WorkWell.Access.Tests;

/// <summary>A real OpenID Connect provider on this machine, which knows one client and lets everybody in as one subject.</summary>
public sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "workwell";
    private WebApplication app = null!;

    private OpenIdProvider()
    {
    }

    public string Address => app.Urls.Single();

    /// <summary>Who everybody is.</summary>
    public string Subject { get; set; } = "uuid-of-asha";

    /// <summary>The id of its session.</summary>
    public string Sid { get; set; } = "session-of-asha";

    /// <summary>The key with which it signs, which it publishes.</summary>
    public SecurityKey Key { get; } = new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("n") };

    /// <summary>How strongly it says it asked; null: it does not say.</summary>
    public string? Acr { get; set; }

    /// <summary>What it was asked for with the last request to sign somebody in.</summary>
    public string? Prompt { get; private set; }

    /// <summary>For whom its tokens are.</summary>
    public string Audience { get; set; } = ClientId;

    /// <summary>How long its tokens last.</summary>
    public TimeSpan Lasts { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What the last request for a token showed of who asks: a secret, or a signature.</summary>
    public string? Shown { get; private set; }

    /// <summary>The key of the client, which may sign instead of telling a secret.</summary>
    public RSA ClientKey { get; } = RSA.Create(2048);

    public static async Task<OpenIdProvider> StartAsync(string address = "http://127.0.0.1:0", RSA? clientKey = null)
    {
        OpenIdProvider provider = new();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls(address);
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("/authorize").SetTokenEndpointUris("/token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().EnableDegradedMode();
            server.AddEphemeralEncryptionKey().AddSigningKey(provider.Key);
            // Without stores of its own it knows no client's key: the check below does.
            server.RemoveEventHandler(OpenIddictServerHandlers.ValidateClientAssertion.Descriptor);
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(on => on.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId) context.Reject(OpenIddictConstants.Errors.InvalidClient);
                return ValueTask.CompletedTask;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(on => on.UseInlineHandler(context => provider.CheckAsync(context)));
            server.AddEventHandler<HandleAuthorizationRequestContext>(on => on.UseInlineHandler(context =>
            {
                provider.Prompt = context.Request.Prompt;
                var identity = new ClaimsIdentity("test", OpenIddictConstants.Claims.Name, OpenIddictConstants.Claims.Role);
                identity.AddClaim(new Claim(OpenIddictConstants.Claims.Subject, provider.Subject));
                context.Principal = new ClaimsPrincipal(identity);
                context.Principal.SetScopes(OpenIddictConstants.Scopes.OpenId);
                context.SignIn(context.Principal);
                return ValueTask.CompletedTask;
            }));
            server.AddEventHandler<GenerateTokenContext>(on => on
                .SetOrder(OpenIddictServerHandlers.Protection.GenerateIdentityModelToken.Descriptor.Order - 1)
                .UseInlineHandler(context => provider.Change(context)));
        });
        var app = builder.Build();
        app.UseAuthentication();
        provider.app = app;
        if (clientKey is not null) provider.ClientKey.ImportParameters(clientKey.ExportParameters(includePrivateParameters: true));
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        ClientKey.Dispose();
        await app.DisposeAsync();
    }

    private async ValueTask CheckAsync(ValidateTokenRequestContext context)
    {
        if (context.Request.ClientAssertion is { } assertion)
        {
            var result = await new JsonWebTokenHandler().ValidateTokenAsync(assertion, new TokenValidationParameters
            {
                ValidIssuer = ClientId, ValidAudience = Address + "/token", IssuerSigningKey = new RsaSecurityKey(ClientKey),
            });
            Shown = result.IsValid ? "signature" : "wrong signature";
        }
        else
        {
            Shown = context.Request.ClientSecret == "a secret" ? "secret" : "wrong secret";
        }
        if (Shown.StartsWith("wrong", StringComparison.Ordinal)) context.Reject(OpenIddictConstants.Errors.InvalidClient);
    }

    private ValueTask Change(GenerateTokenContext context)
    {
        if (context.TokenType != OpenIddictConstants.TokenTypeIdentifiers.IdentityToken) return ValueTask.CompletedTask;
        var token = context.SecurityTokenDescriptor;
        if (token.Claims is { } claims) claims["sid"] = Sid;
        if (Acr is not null) token.Claims?["acr"] = Acr;
        token.Audience = Audience;
        token.Claims?.Remove("aud");
        if (Lasts < TimeSpan.Zero) (token.IssuedAt, token.NotBefore) = (TimeProvider.System.GetUtcNow().UtcDateTime + (2 * Lasts), null);
        token.Expires = TimeProvider.System.GetUtcNow().UtcDateTime + Lasts;
        return ValueTask.CompletedTask;
    }
}
