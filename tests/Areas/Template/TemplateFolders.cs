namespace WorkWell.Areas.Template.Tests;

/// <summary>
/// The template is nobody's area, so its settings lie beside its code and not under config/areas. Here they are put where an area's settings would be.
/// </summary>
internal static class TemplateFolders
{
    private static readonly string Root = FindRoot();

    public static string Plugins { get; } = Path.Combine(Root, "artifacts", "template");

    public static string Config { get; } = Make();

    private static string Make()
    {
        var config = Path.Combine(AppContext.BaseDirectory, "config");
        Copy(Path.Combine(Root, "config", "areas", "national"), Path.Combine(config, "areas", "national"));
        Copy(Path.Combine(Root, "plugins", "Template", "settings"), Path.Combine(config, "areas", "template"));
        return config;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WorkWell.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"No WorkWell.sln above {AppContext.BaseDirectory}.");
    }
}
