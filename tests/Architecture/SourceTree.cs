using System.Reflection;
using System.Xml.Linq;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>One project file.</summary>
public sealed record ProjectFile(string Path, string Name, int? Floor, IReadOnlyList<string> References);

/// <summary>The files that the architecture tests check. They are discovered, so a new module is covered automatically.</summary>
public static class SourceTree
{
    private static readonly string[] SourceFolders = ["host", "modules", "plugins", "tests"];

    /// <summary>All C# source files, without build output.</summary>
    public static IReadOnlyList<string> CSharpFiles { get; } = FilesBelow("*.cs", SourceFolders);

    /// <summary>All projects.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } = [.. FilesBelow("*.csproj", SourceFolders).Select(Read)];

    /// <summary>The modules' projects.</summary>
    public static IReadOnlyList<ProjectFile> ModuleProjects { get; } = [
        .. Projects.Where(project => Relative(project.Path).StartsWith("modules/", StringComparison.Ordinal))];

    /// <summary>A path relative to the repository.</summary>
    public static string Relative(string path) => System.IO.Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/');

    /// <summary>Loads the built assembly of a referenced project.</summary>
    public static Assembly Load(ProjectFile project) => Assembly.Load(project.Name);

    /// <summary>Source files with an extension, below some top-level folders.</summary>
    public static IReadOnlyList<string> FilesBelow(string pattern, params string[] folders) =>
        [.. folders.SelectMany(folder => Directory.EnumerateFiles(Checkout.Path(folder), pattern, SearchOption.AllDirectories))
            .Where(path => !Relative(path).Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal)];

    private static ProjectFile Read(string path)
    {
        var project = XDocument.Load(path);
        var floor = project.Descendants("Floor").FirstOrDefault()?.Value;
        var references = project.Descendants("ProjectReference")
            .Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        return new ProjectFile(path, System.IO.Path.GetFileNameWithoutExtension(path),
            floor is null ? null : int.Parse(floor, System.Globalization.CultureInfo.InvariantCulture), [.. references]);
    }
}
