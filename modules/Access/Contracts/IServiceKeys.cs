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

    /// <summary>Finds the actor that a key stands for. The caller checks <see cref="Actor.Permissions"/>.</summary>
    /// <param name="secret">The key as sent or typed.</param>
    /// <param name="purpose">What the key is used for, from <see cref="Permission.All"/>; recorded with what the actor does.</param>
    /// <param name="stop">Cancels the search.</param>
    /// <returns>The actor; null where no such key works now.</returns>
    Task<Actor?> FindAsync(string? secret, string purpose, CancellationToken stop);

    /// <summary>Ends a key at once.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="stop">Stops the work.</param>
    Task RevokeAsync(string name, CancellationToken stop);
}
