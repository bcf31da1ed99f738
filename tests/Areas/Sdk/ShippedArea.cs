using System.Reflection;
using System.Text.Json.Nodes;
using WorkWell.Areas.Testing;

namespace WorkWell.Areas.Sdk.Tests;

/// <summary>An area as it ships: its settings from config/areas, with its own code where it has any.</summary>
public sealed record ShippedArea(string Code, AreaSettings Settings, IAreaPlugin Plugin)
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every folder under config/areas that has settings.</summary>
    public static IReadOnlyList<ShippedArea> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "config", "areas"), "area.json", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(Path.GetDirectoryName(path))!)
            .Order(StringComparer.Ordinal)
            .Select(code => new ShippedArea(code, AreaFiles.Settings(code), PluginOf(code))),
    ];

    public static TheoryData<ShippedArea> Each => [.. All];

    public EligibilityRules Rules => (EligibilityRules)Plugin.Eligibility(Settings);

    public IReadOnlyList<PartnerService> Services() => AreaFiles.Services(Code);

    public override string ToString() => Code;

    private static IAreaPlugin PluginOf(string code)
    {
        foreach (var manifest in Directory.EnumerateFiles(Path.Combine(Root, "plugins"), "plugin.json", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal)))
        {
            var plugin = JsonNode.Parse(File.ReadAllText(manifest))!;
            if ((string?)plugin["code"] != code) continue;
            var assembly = Assembly.Load(Path.GetFileNameWithoutExtension((string)plugin["assembly"]!));
            return (IAreaPlugin)Activator.CreateInstance(assembly.GetType((string)plugin["type"]!, throwOnError: true)!)!;
        }
        return new NationalArea();
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
