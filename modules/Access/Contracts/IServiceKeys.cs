using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>The name, areas, permissions and lifetime of a new key.</summary>
public sealed record NewServiceKey
{
    /// <summary>The longest that a key may last.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(366);

    /// <summary>The name shown in the audit trail; not a person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The area codes, or <see cref="Actor.AllAreas"/>.</summary>
    public required IReadOnlyList<string> Areas { get; init; }

    /// <summary>The permissions, from <see cref="Permission.All"/>; for an organisation from <see cref="Permission.OfOrganisations"/>.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>The lifetime, a year at most.</summary>
    public required TimeSpan Lasts { get; init; }

    /// <summary>The partner organisation whose key it is, which then sees and answers its own referrals only. Null: the area's own.</summary>
    public string? Organisation { get; init; }

    /// <summary>Who makes it, for the audit trail. Null: a job of the host.</summary>
    public Actor? MadeBy { get; init; }
}

/// <summary>A key as it may be shown to whoever looks after keys: never the secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Areas">The codes of its areas, or "*".</param>
/// <param name="Permissions">Its permissions.</param>
/// <param name="Organisation">The organisation it is bound to; null: none.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="RevokedAt">When it was revoked; null: never.</param>
/// <param name="LastUsedAt">When it was last used, to the hour; null: never.</param>
public sealed record ServiceKeySummary(
    string Name, IReadOnlyList<string> Areas, IReadOnlyList<string> Permissions, string? Organisation, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);

/// <summary>API keys for systems and offices, sent as "Authorization: Bearer wwk_...".</summary>
public interface IServiceKeys
{
    /// <summary>Creates a key, and an entry in the audit trail.</summary>
    /// <param name="key">The key's details. The caller has checked that areas and organisation exist.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The key, which is not stored and cannot be shown again; or why it was refused.</returns>
    Task<(string? Secret, Problem? Problem)> MakeAsync(NewServiceKey key, CancellationToken cancellationToken);

    /// <summary>Finds the actor that a key stands for. The caller checks <see cref="Actor.Permissions"/>.</summary>
    /// <param name="secret">The key as sent or typed.</param>
    /// <param name="purpose">What the key is used for, from <see cref="Permission.All"/>; recorded with what the actor does.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The actor; null where no such key works now.</returns>
    Task<Actor?> FindAsync(string? secret, string purpose, CancellationToken cancellationToken);

    /// <summary>Lists the keys, those that still work first.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>Every key there ever was.</returns>
    Task<IReadOnlyList<ServiceKeySummary>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Revokes a key with immediate effect on every host, and writes an entry in the audit trail.</summary>
    /// <param name="by">Who revokes it.</param>
    /// <param name="name">The key's name.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False where no key of this name works.</returns>
    Task<bool> RevokeAsync(Actor by, string name, CancellationToken cancellationToken);
}
