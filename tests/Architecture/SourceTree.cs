using System.Reflection;
using System.Xml.Linq;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>One project as its file describes it.</summary>
public sealed record ProjectFile(string Path, string Name, int? Floor, IReadOnlyList<string> References);

/// <summary>What the architecture tests look at. Everything is found by looking, so that a new module is covered the day it appears.</summary>
public static class SourceTree
{
    private static readonly string[] SourceFolders = ["host", "modules", "plugins", "tests"];

    /// <summary>All C# files of ours, without what the build makes.</summary>
    public static IReadOnlyList<string> CSharpFiles { get; } = FilesBelow("*.cs", SourceFolders);

    /// <summary>All projects.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } = [.. FilesBelow("*.csproj", SourceFolders).Select(Read)];

    /// <summary>The modules, by their project files.</summary>
    public static IReadOnlyList<ProjectFile> ModuleProjects { get; } = [.. Projects.Where(project => Relative(project.Path).StartsWith("modules/", StringComparison.Ordinal))];

    /// <summary>A path as it is written in the repository.</summary>
    public static string Relative(string path) => System.IO.Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/');

    /// <summary>The built assembly of a project that the tests refer to.</summary>
    public static Assembly Load(ProjectFile project) => Assembly.Load(project.Name);

    /// <summary>Files of ours with an ending, below some top-level folders.</summary>
    public static IReadOnlyList<string> FilesBelow(string pattern, params string[] folders) =>
        [.. folders.SelectMany(folder => Directory.EnumerateFiles(Checkout.Path(folder), pattern, SearchOption.AllDirectories))
            .Where(path => !Relative(path).Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal)];

    private static ProjectFile Read(string path)
    {
        var project = XDocument.Load(path);
        var floor = project.Descendants("Floor").FirstOrDefault()?.Value;
        var references = project.Descendants("ProjectReference").Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        return new ProjectFile(path, System.IO.Path.GetFileNameWithoutExtension(path), floor is null ? null : int.Parse(floor, System.Globalization.CultureInfo.InvariantCulture), [.. references]);
    }
}
