using WorkWell.Areas.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>
/// A config folder as it would be after publishing: the areas from what is published and the drafts, everything else from the config folder.
/// </summary>
internal sealed class PublishedConfig : IDisposable
{
    private PublishedConfig(string folder) => Folder = folder;

    public string Folder { get; }

    public static async Task<PublishedConfig> WithAsync(
        IPublications publications, IReadOnlyList<Publication> current, IReadOnlyList<PublicationDraft> drafts, string configFolder,
        CancellationToken cancellationToken)
    {
        var made = new PublishedConfig(Directory.CreateTempSubdirectory("workwell-publish-").FullName);
        var areas = Path.Combine(configFolder, "areas") + Path.DirectorySeparatorChar;
        foreach (var path in Directory.EnumerateFiles(configFolder, "*", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(areas, StringComparison.Ordinal)))
        {
            var copy = Path.Combine(made.Folder, Path.GetRelativePath(configFolder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
        foreach (var publication in current.Where(publication => drafts.All(draft => draft.Area != publication.Area)))
            (await publications.FilesAsync(publication, cancellationToken)).WriteTo(Path.Combine(made.Folder, "areas", publication.Area));
        foreach (var draft in drafts) draft.Files.WriteTo(Path.Combine(made.Folder, "areas", draft.Area));
        return made;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
