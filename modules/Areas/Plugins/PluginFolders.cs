using System.Text.RegularExpressions;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;
using WorkWell.Platform;

namespace WorkWell.Areas.Plugins;

/// <summary>A plugin.json: which area the code is for, and which type in which assembly it is.</summary>
internal sealed record PluginManifest
{
    /// <summary>The code of the area.</summary>
    public required string Code { get; init; }

    /// <summary>The plugin's own version, such as 1.0.0; decisions keep it.</summary>
    public required string Version { get; init; }

    /// <summary>The versions of the area contract it was built for, with an upper bound, such as ">=1.0 &lt;2.0".</summary>
    public required string Sdk { get; init; }

    /// <summary>The name of the .dll in this folder.</summary>
    public required string Assembly { get; init; }

    /// <summary>The full name of the type that is the plugin.</summary>
    public required string Type { get; init; }
}

/// <summary>One folder with a built plugin.</summary>
/// <param name="Folder">Its path.</param>
/// <param name="Manifest">The manifest; null when something is wrong with it.</param>
/// <param name="Errors">What is wrong.</param>
internal sealed record PluginFolder(string Folder, PluginManifest? Manifest, IReadOnlyList<ValidationError> Errors)
{
    /// <summary>The area whose code this is. The folder decides, not the manifest; otherwise a plugin could take another area's place.</summary>
    public string Area => Path.GetFileName(Folder);

    public string AssemblyPath => Path.Combine(Folder, Manifest!.Assembly);

    public string ExamplesPath => Path.Combine(Folder, "examples.csv");

    /// <summary>How a file of this folder is named to people.</summary>
    public string Shown(string file) => $"{Path.GetFileName(Folder)}/{file}";
}

/// <summary>Finds built plugins and reads their manifests.</summary>
internal static partial class PluginFolders
{
    /// <summary>Every folder with a manifest that is named after an area, by the area's code.</summary>
    public static IReadOnlyDictionary<string, PluginFolder> Find(string pluginsFolder)
    {
        if (!Directory.Exists(pluginsFolder)) return new Dictionary<string, PluginFolder>();
        return Directory.EnumerateDirectories(pluginsFolder)
            .Where(folder => Codes.IsCode(Path.GetFileName(folder)) && File.Exists(Path.Combine(folder, "plugin.json")))
            .Select(Read)
            .ToDictionary(plugin => plugin.Area);
    }

    public static PluginFolder Read(string folder)
    {
        var shown = $"{Path.GetFileName(folder)}/plugin.json";
        var file = JsonFile.Read<PluginManifest>(Path.Combine(folder, "plugin.json"), shown);
        if (file.Value is not { } manifest) return new(folder, null, [.. file.Errors]);

        var errors = new List<ValidationError>();
        if (manifest.Code != Path.GetFileName(folder))
            Add("code", $"It says that it is for \"{manifest.Code}\" and lies in the folder of \"{Path.GetFileName(folder)}\": they have to be the same.");
        if (!VersionForm().IsMatch(manifest.Version)) Add("version", $"\"{manifest.Version}\" is not a version such as 1.0.0.");
        if (SdkRange.FindProblem(manifest.Sdk) is { } reason) Add("sdk", reason);
        // A plain file name: a path could reach code that was not deployed as an area.
        if (Path.GetFileName(manifest.Assembly) != manifest.Assembly || !manifest.Assembly.EndsWith(".dll", StringComparison.Ordinal))
            Add("assembly", $"\"{manifest.Assembly}\" has to be the name of a .dll in this folder.");
        else if (!File.Exists(Path.Combine(folder, manifest.Assembly))) Add("assembly", $"{manifest.Assembly} is not in this folder.");
        return new(folder, errors.Count == 0 ? manifest : null, errors);

        void Add(string member, string says) => errors.Add(new(shown, file.Lines[member], says));
    }

    [GeneratedRegex(@"^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}(-[a-z0-9.-]{1,40})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionForm();
}
