using System.Text.Json;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Examples;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;

namespace WorkWell.Areas.Testing;

/// <summary>One area as it lies in the checkout: its settings, its built plugin and its examples.</summary>
internal sealed class AreaUnderTest
{
    private readonly ExampleReading examples;

    private readonly string config;

    public AreaUnderTest(string code, string? configFolder = null, string? pluginsFolder = null)
    {
        Code = code;
        config = configFolder ?? Path.Combine(Root, "config");
        Plugin = PluginFolders.Find(pluginsFolder ?? Path.Combine(Root, "artifacts", "areas")).GetValueOrDefault(code);
        Settings = SettingsFiles.Read(config, code);
        var file = Plugin?.ExamplesPath ?? Path.Combine(config, "areas", code, "examples.csv");
        ExamplesFile = Path.GetRelativePath(Root, file);
        examples = File.Exists(file) ? ExampleFile.Read(File.ReadAllText(file), ExamplesFile) : new([], [new(ExamplesFile, null, "The file is missing.")]);
        Services = PartnersFile.Read(config, code).Value?.Services() ?? [];
    }

    private static string Root { get; } = FindRoot();

    public string Code { get; }

    /// <summary>The folder with its built plugin; null for an area from configuration alone.</summary>
    public PluginFolder? Plugin { get; }

    public SettingsReading Settings { get; }

    public string ExamplesFile { get; }

    public IReadOnlyList<Example> Examples =>
        examples.Errors.Count == 0 ? examples.Examples : throw new InvalidOperationException(string.Join('\n', examples.Errors));

    public IReadOnlyList<PartnerService> Services { get; }

    public AreaSettings GoodSettings => Settings.Settings ?? throw new InvalidOperationException(string.Join('\n', Settings.Errors));

    /// <summary>The codes of reasons that have English words, in the area or in the country.</summary>
    public IReadOnlySet<string> Worded() =>
        new[] { Code, Area.National }.Select(owner => Path.Combine(config, "areas", owner, "templates", "en", "reasons.json")).Where(File.Exists)
        .SelectMany(ReasonCodes).ToHashSet();

    private static IEnumerable<string> ReasonCodes(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. file.RootElement.GetProperty("reasons").EnumerateObject().Select(reason => reason.Name)];
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
