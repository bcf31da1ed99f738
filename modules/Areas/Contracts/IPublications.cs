using WorkWell.Platform;

namespace WorkWell.Areas.Contracts;

/// <summary>
/// What is published of each area: the files that its administrators edit, all at once, under a number. Files are never changed, and an earlier state comes
/// back by publishing it again.
/// </summary>
public interface IPublications
{
    /// <summary>The current publication of each area and of "national".</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>One for each area that was ever published, ordered by code.</returns>
    Task<IReadOnlyList<Publication>> CurrentAsync(CancellationToken cancellationToken);

    /// <summary>Every publication of an area.</summary>
    /// <param name="area">The area's code, or "national".</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The newest first.</returns>
    Task<IReadOnlyList<Publication>> HistoryAsync(string area, CancellationToken cancellationToken);

    /// <summary>The files of a publication.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The same bytes that were published.</returns>
    Task<PublicationFiles> FilesAsync(Publication publication, CancellationToken cancellationToken);

    /// <summary>Publishes folders, all in one transaction. Whoever calls it has checked them.</summary>
    /// <param name="change">The change; its actor is who publishes.</param>
    /// <param name="drafts">One for each area.</param>
    /// <param name="reason">Why, in a sentence without personal facts.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was published, once the change commits. Areas whose files are as they were published last are left out.</returns>
    /// <exception cref="PublicationConflictException">Somebody else published one of them since it was looked at.</exception>
    Task<IReadOnlyList<Publication>> PublishAsync(
        Change change, IReadOnlyList<PublicationDraft> drafts, string reason, CancellationToken cancellationToken);
}

/// <summary>A published state of an area.</summary>
/// <param name="Area">The area's code, or "national".</param>
/// <param name="Number">Its number; they count up from 1 for each area.</param>
/// <param name="Sha256">The hash over its paths and contents.</param>
/// <param name="Paths">The files, below the area's folder, in order.</param>
/// <param name="Hashes">The hash of each.</param>
/// <param name="At">When it was published.</param>
/// <param name="By">Who published it.</param>
/// <param name="Reason">Why.</param>
public sealed record Publication(
    string Area, int Number, string Sha256, IReadOnlyList<string> Paths, IReadOnlyList<string> Hashes, DateTimeOffset At, string By, string Reason)
{
    /// <summary>How other files differ from these.</summary>
    /// <param name="other">The other files.</param>
    /// <returns>Each path that differs, in order.</returns>
    public IReadOnlyList<PublicationDifference> DifferenceTo(PublicationFiles other) => DifferenceTo(other.Hashes);

    /// <summary>How another publication differs from this one.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Each path that differs, in order.</returns>
    public IReadOnlyList<PublicationDifference> DifferenceTo(Publication other) => DifferenceTo(other.HashOf());

    private Dictionary<string, string> HashOf() => Paths.Zip(Hashes).ToDictionary(file => file.First, file => file.Second);

    private IReadOnlyList<PublicationDifference> DifferenceTo(IReadOnlyDictionary<string, string> theirs)
    {
        var mine = HashOf();
        return
        [
            .. mine.Keys.Union(theirs.Keys).Order(StringComparer.Ordinal)
                .Where(path => mine.GetValueOrDefault(path) != theirs.GetValueOrDefault(path))
                .Select(path => new PublicationDifference(
                    path, !mine.ContainsKey(path) ? FileChange.Added : !theirs.ContainsKey(path) ? FileChange.Removed : FileChange.Changed)),
        ];
    }
}

/// <summary>A file that differs.</summary>
/// <param name="Path">Below the area's folder.</param>
/// <param name="Change">How.</param>
public sealed record PublicationDifference(string Path, FileChange Change);

/// <summary>How a file differs from the published one.</summary>
public enum FileChange
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It has other content.</summary>
    Changed,

    /// <summary>It is no longer there.</summary>
    Removed,
}

/// <summary>Files to be published.</summary>
/// <param name="Area">The area's code, or "national".</param>
/// <param name="Files">The files.</param>
/// <param name="BasedOn">The number that was current when they were checked; 0 for none.</param>
public sealed record PublicationDraft(string Area, PublicationFiles Files, int BasedOn);

/// <summary>Somebody else has published the area since it was looked at.</summary>
/// <param name="area">The area's code.</param>
/// <param name="number">What is current now.</param>
public sealed class PublicationConflictException(string area, int number)
    : Exception($"{area} was published by somebody else meanwhile, as number {number}. Nothing was published. Look at the difference and publish again.");
