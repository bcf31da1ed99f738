namespace WorkWell.Access;

/// <summary>That somebody has signed out at another sign-in service, as it tells us.</summary>
/// <param name="Issuer">The service.</param>
/// <param name="TokenId">The id of its note, which counts once.</param>
/// <param name="Session">Which of its sessions; null: all of the person.</param>
/// <param name="Subject">Who; null where the session alone is named.</param>
internal sealed record ProviderLogout(string Issuer, string TokenId, string? Session, string? Subject);
