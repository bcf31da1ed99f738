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
    /// <param name="stop">Stops the work.</param>
    /// <returns>The key, which is not stored and cannot be shown again; or why it was refused.</returns>
    Task<(string? Secret, Problem? Problem)> MakeAsync(NewServiceKey key, CancellationToken stop);

    /// <summary>Finds the actor of a key typed into a page, since pages cannot send a header.</summary>
    /// <param name="secret">The key as typed.</param>
    /// <param name="permission">The permission the page needs, from <see cref="Permission.All"/>.</param>
    /// <param name="stop">Stops the work.</param>
    /// <returns>The key's actor; null when the key is invalid or lacks the permission.</returns>
    Task<Actor?> FindAsync(string? secret, string permission, CancellationToken stop);

    /// <summary>Revokes a key with immediate effect.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="stop">Stops the work.</param>
    Task RevokeAsync(string name, CancellationToken stop);
}
