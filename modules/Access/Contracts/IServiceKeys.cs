using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>The name, areas, permissions and lifetime of a new key.</summary>
public sealed record NewServiceKey
{
    /// <summary>The name shown in the audit trail; not a person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The area codes, or <see cref="Actor.AllAreas"/>.</summary>
    public required IReadOnlyList<string> Areas { get; init; }

    /// <summary>The permissions, from <see cref="Permission.All"/>.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>The lifetime.</summary>
    public required TimeSpan Lasts { get; init; }
}

/// <summary>API keys for systems and offices, sent as "Authorization: Bearer wwk_...".</summary>
public interface IServiceKeys
{
    /// <summary>Creates a key.</summary>
    /// <param name="key">The key's details.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The key, which is not stored and cannot be shown again; or why it was refused.</returns>
    Task<(string? Secret, Problem? Problem)> MakeAsync(NewServiceKey key, CancellationToken cancellationToken);

    /// <summary>Finds the actor that a key stands for. The caller checks <see cref="Actor.Permissions"/>.</summary>
    /// <param name="secret">The key as sent or typed.</param>
    /// <param name="purpose">What the key is used for, from <see cref="Permission.All"/>; recorded with what the actor does.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The actor; null where no such key works now.</returns>
    Task<Actor?> FindAsync(string? secret, string purpose, CancellationToken cancellationToken);

    /// <summary>Revokes a key with immediate effect.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task RevokeAsync(string name, CancellationToken cancellationToken);
}
