using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace WorkWell.Access;

/// <summary>
/// Another sign-in service says that somebody has signed out there (OpenID Connect Back-Channel Logout): the sessions that it opened end at once, on every
/// host. Its note is signed; whatever else comes here changes nothing.
/// </summary>
internal static class SignOutByProvider
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private const string Type = "logout+jwt";
    private const int MaxLength = 16 * 1024;

    /// <summary>How old a note may be. Older ones are forgotten, so none of them can come twice.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<SignInProvider> providers) => routes
        .MapPost("/staff/sign-out/from/{provider}",
            (string provider, HttpContext http, StaffSessions sessions) =>
                HandleAsync(providers.FirstOrDefault(one => one.Key == provider), http, sessions))
        .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(SignInProvider? provider, HttpContext http, StaffSessions sessions)
    {
        if (provider is null) return TypedResults.NotFound();
        if (!http.Request.HasFormContentType) return Refused;
        var token = (await http.Request.ReadFormAsync(http.RequestAborted))["logout_token"].ToString();
        if (token.Length is 0 or > MaxLength || await ReadAsync(provider, token, http) is not { } logout) return Refused;
        return await sessions.EndAsync(provider, logout, http.RequestAborted) is null ? Refused : TypedResults.Ok();
    }

    private static IResult Refused => TypedResults.Json(new { error = "invalid_request" }, statusCode: StatusCodes.Status400BadRequest);

    private static async Task<ProviderLogout?> ReadAsync(SignInProvider provider, string token, HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(provider.Scheme);
        if (!await ProviderScheme.IsThereAsync(http, provider)) return null;
        var configuration = await options.ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
        var checkedToken = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = provider.ClientId,
            IssuerSigningKeys = configuration.SigningKeys,
            ClockSkew = TimeSpan.FromMinutes(1),
            ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
            // Older services give no type of its own; the event and the missing nonce tell it from a token that lets somebody in.
            TypeValidator = (type, _, _) => type is null or "" or "JWT" or Type ? type ?? "" : throw new SecurityTokenInvalidTypeException(),
        });
        if (checkedToken is { IsValid: false, Exception: SecurityTokenSignatureKeyNotFoundException }) options.ConfigurationManager.RequestRefresh();
        return checkedToken is { IsValid: true, SecurityToken: JsonWebToken note } ? Read(note) : null;
    }

    private static ProviderLogout? Read(JsonWebToken note)
    {
        var age = TimeProvider.System.GetUtcNow().UtcDateTime - note.IssuedAt;
        var isOne = note.TryGetPayloadValue<JsonElement>("events", out var events) && events.ValueKind == JsonValueKind.Object
            && events.TryGetProperty(Event, out var member) && member.ValueKind == JsonValueKind.Object
            && !note.TryGetPayloadValue<object>("nonce", out _);
        var (session, subject) = (Text(note, "sid"), Text(note, "sub"));
        if (!isOne || age > MaxAge || string.IsNullOrEmpty(note.Id) || note.Id.Length > 200 || (session ?? subject) is null) return null;
        return new(note.Issuer, note.Id, session, subject);
    }

    private static string? Text(JsonWebToken note, string claim) =>
        note.TryGetPayloadValue<string>(claim, out var value) && value is { Length: > 0 and <= 255 } ? value : null;
}
