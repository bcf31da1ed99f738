using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Areas.Publishing;

/// <summary>
/// Keeps a host's copy of what is published, in a folder of its own. Every file of a publication is there before any reader looks at it; a publication that
/// cannot be fetched leaves the files of the one before.
/// </summary>
internal sealed class FollowPublications(PublicationStore publications, AreaFolders folders, ServedFiles served) : IDisposable
{
    private readonly Dictionary<string, Publication> here = [];

    /// <summary>Whether this host serves what is published, and not the config folder.</summary>
    public bool IsOn => folders.IsPublished;

    /// <summary>What this host serves, by area.</summary>
    public IReadOnlyDictionary<string, Publication> Here => here;

    /// <summary>Fetches what is new.</summary>
    /// <returns>The areas whose files are others now.</returns>
    /// <exception cref="DatabaseRefusedException">Nothing was ever published.</exception>
    public async Task<IReadOnlyList<string>> FetchAsync(CancellationToken cancellationToken)
    {
        if (!IsOn) return [];
        var numbers = await publications.NumbersAsync(cancellationToken);
        if (numbers.Count == 0)
            throw new DatabaseRefusedException("Nothing is published yet. Run ./workwell publish, or serve the config folder (ServePublished=false).");
        if (numbers.All(area => here.GetValueOrDefault(area.Area)?.Number == area.Number)) return [];
        var changed = (await publications.CurrentAsync(cancellationToken))
            .Where(publication => here.GetValueOrDefault(publication.Area)?.Number != publication.Number).ToArray();
        foreach (var publication in changed)
        {
            Put(publication.Area, await publications.FilesAsync(publication, cancellationToken));
            here[publication.Area] = publication;
        }
        if (changed.Length > 0) served.Say();
        return [.. changed.Select(publication => publication.Area)];
    }

    public void Dispose()
    {
        if (IsOn && Directory.Exists(served.Folder)) Directory.Delete(served.Folder, recursive: true);
    }

    // The new folder takes the place of the old one, so no reader meets half of it.
    private void Put(string area, PublicationFiles files)
    {
        var (folder, made, old) = (Path.Combine(served.Folder, "areas", area), Path.Combine(served.Folder, "new"), Path.Combine(served.Folder, "old"));
        foreach (var left in (string[])[made, old])
        {
            if (Directory.Exists(left)) Directory.Delete(left, recursive: true);
        }
        files.WriteTo(made);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        if (Directory.Exists(folder)) Directory.Move(folder, old);
        Directory.Move(made, folder);
    }
}
