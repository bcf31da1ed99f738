namespace WorkWell.Access.Contracts;

/// <summary>
/// Keeps for a short time what somebody typed, so that no address holds it and the browser's "back" finds it: encrypted, and given back to nobody else.
/// </summary>
public interface IKeptInputs
{
    /// <summary>Keeps a text.</summary>
    /// <param name="owner">Whose it is: the name of their actor.</param>
    /// <param name="kind">What it is, such as "search".</param>
    /// <param name="text">The text.</param>
    /// <param name="lasts">How long it is kept.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>Its id, which tells nothing of it.</returns>
    Task<Guid> KeepAsync(string owner, string kind, string text, TimeSpan lasts, CancellationToken cancellationToken);

    /// <summary>Finds a text.</summary>
    /// <param name="owner">Who asks: the name of their actor.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The text; null where it is kept no longer, or is somebody else's.</returns>
    Task<string?> FindAsync(string owner, string kind, Guid id, CancellationToken cancellationToken);
}
