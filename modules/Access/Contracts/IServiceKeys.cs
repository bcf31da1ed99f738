using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>What a new key may do, where and until when.</summary>
public sealed record NewServiceKey
{
    /// <summary>The name under which its deeds appear in the audit trail. No person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The codes of its areas, or <see cref="Actor.AllAreas"/>.</summary>
    public required IReadOnlyList<string> Areas { get; init; }

    /// <summary>What it may do, from <see cref="Permission.All"/>.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>How long it works.</summary>
    public required TimeSpan Lasts { get; init; }
}

/// <summary>Keys for machines and offices: sent as "Authorization: Bearer wwk_...".</summary>
public interface IServiceKeys
{
    /// <summary>Makes a key.</summary>
    /// <param name="key">What it may do.</param>
    /// <param name="stop">Stops the work.</param>
    /// <returns>The key itself, which is kept nowhere and cannot be shown again; or why it was refused.</returns>
    Task<(string? Secret, Problem? Problem)> MakeAsync(NewServiceKey key, CancellationToken stop);

    /// <summary>Who a key stands for, for a page on which it is typed: pages have no header to send it in.</summary>
    /// <param name="secret">The key as typed.</param>
    /// <param name="permission">What the page needs, from <see cref="Permission.All"/>.</param>
    /// <param name="stop">Stops the work.</param>
    /// <returns>Whoever the key stands for; null for a key that does not work or may not do that.</returns>
    Task<Actor?> FindAsync(string? secret, string permission, CancellationToken stop);

    /// <summary>Ends a key at once.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="stop">Stops the work.</param>
    Task RevokeAsync(string name, CancellationToken stop);
}
