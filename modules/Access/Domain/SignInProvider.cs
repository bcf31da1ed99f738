using Microsoft.Extensions.Configuration;

namespace WorkWell.Access;

/// <summary>Another service by which staff may sign in, by OpenID Connect: the settings below "SignIn:KEY".</summary>
internal sealed record SignInProvider
{
    /// <summary>Its key in addresses, such as "cis2".</summary>
    public required string Key { get; init; }

    /// <summary>Its name on the button.</summary>
    public required string Name { get; init; }

    /// <summary>Its issuer's address, where its configuration is found.</summary>
    public required string Authority { get; init; }

    /// <summary>Under which name it knows us.</summary>
    public required string ClientId { get; init; }

    /// <summary>Our secret there; none where we show a signature.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The RSA key, in PEM, with which we sign that it is us (private_key_jwt), as NHS Care Identity asks for.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>The id under which our public key is known there.</summary>
    public string? PrivateKeyId { get; init; }

    /// <summary>How that is signed: RS256 or RS512.</summary>
    public required string Algorithm { get; init; }

    /// <summary>How strongly people have to show who they are, as acr_values with blanks between; none: as it is usual there.</summary>
    public string? AcrValues { get; init; }

    /// <summary>Whether it asked strongly enough.</summary>
    /// <param name="acr">What its token says of that.</param>
    public bool IsStrongEnough(string? acr) => AcrValues is null || AcrValues.Split(' ').Contains(acr);

    /// <summary>The areas whose staff may use it; none: all.</summary>
    public required string[] Areas { get; init; }

    /// <summary>The name of its authentication scheme.</summary>
    public string Scheme => "provider-" + Key;

    /// <summary>Where it sends people back to.</summary>
    public string CallbackPath => $"/staff/sign-in/from/{Key}";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A provider is incomplete; says which and what to give.</exception>
    public static IReadOnlyList<SignInProvider> Read(IConfiguration configuration)
    {
        SignInProvider[] providers = [.. configuration.GetSection("SignIn").GetChildren().Select(child => Read(configuration, child.Key))];
        foreach (var provider in providers)
        {
            if (provider.WhatIsMissing is { } missing) throw new InvalidOperationException($"SignIn:{provider.Key} is not complete: give {missing}.");
        }
        return providers;
    }

    private static SignInProvider Read(IConfiguration configuration, string key) => new()
    {
        Key = key,
        Name = configuration[$"SignIn:{key}:Name"] ?? "",
        Authority = configuration[$"SignIn:{key}:Authority"] ?? "",
        ClientId = configuration[$"SignIn:{key}:ClientId"] ?? "",
        ClientSecret = configuration[$"SignIn:{key}:ClientSecret"],
        PrivateKey = configuration[$"SignIn:{key}:PrivateKey"],
        PrivateKeyId = configuration[$"SignIn:{key}:PrivateKeyId"],
        Algorithm = configuration[$"SignIn:{key}:Algorithm"] ?? "RS512",
        AcrValues = configuration[$"SignIn:{key}:AcrValues"],
        Areas = (configuration[$"SignIn:{key}:Areas"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    };

    private string? WhatIsMissing =>
        !Key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            ? "it a key of small letters, digits and hyphens"
        : Name.Length == 0 ? "Name"
        : !Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)
            ? "Authority, an address that begins with https://"
        : ClientId.Length == 0 ? "ClientId"
        : string.IsNullOrEmpty(ClientSecret) == string.IsNullOrEmpty(PrivateKey) ? "either ClientSecret or PrivateKey"
        : Algorithm is not ("RS256" or "RS512") ? "Algorithm, RS256 or RS512" : null;
}
