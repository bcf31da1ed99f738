using System.Globalization;
using WorkWell.Areas.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>What the commands around publishing share.</summary>
internal static class Publications
{
    /// <summary>A host that has loaded no area.</summary>
    public static WebApplication Host(HostDatabase opened, HostFolders folders) => WorkWellHost.Assemble(new HostSettings
    {
        ConnectionString = opened.ConnectionString, ConfigFolder = folders.Config, PluginsFolder = folders.Plugins,
        Overrides = CommandLogging.Apart.Append(new("ServePublished", "false")).ToDictionary(),
    });

    /// <summary>How files differ from what is published, in one line.</summary>
    public static string Difference(Publication? published, string area, PublicationFiles files) =>
        Difference(area, files.Files.Count, published?.DifferenceTo(files));

    /// <summary>What a publication changed, in one line.</summary>
    public static string Difference(Publication? before, Publication publication) =>
        Difference(publication.Area, publication.Paths.Count, before?.DifferenceTo(publication));

    private static string Difference(string area, int files, IReadOnlyList<PublicationDifference>? differences)
    {
        if (differences is null) return string.Create(CultureInfo.InvariantCulture, $"{area}: new, {files} files");
        return differences.Count == 0 ? $"{area}: as published" : $"{area}: " + string.Join("; ", Enum.GetValues<FileChange>()
            .Select(change => (Change: change, Paths: differences.Where(one => one.Change == change).Select(one => one.Path).ToArray()))
            .Where(group => group.Paths.Length > 0)
            .Select(group => $"{group.Change.ToString().ToLowerInvariant()} {string.Join(", ", group.Paths)}"));
    }
}
