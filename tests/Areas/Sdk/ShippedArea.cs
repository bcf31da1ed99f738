using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace WorkWell.Areas.Sdk.Tests;

/// <summary>An area as it ships: its settings from config/areas, with its own code where it has any.</summary>
public sealed record ShippedArea(string Code, AreaSettings Settings, IAreaPlugin Plugin)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static string Root { get; } = FindRoot();

    /// <summary>Every folder under config/areas that has settings.</summary>
    public static IReadOnlyList<ShippedArea> All { get; } = [.. Directory.EnumerateFiles(Path.Combine(Root, "config", "areas"), "area.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)];

    public static TheoryData<ShippedArea> Each => [.. All];

    public EligibilityRules Rules => (EligibilityRules)Plugin.Eligibility(Settings);

    public IReadOnlyList<PartnerService> Services()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "config", "areas", Code, "partners.json")))!;
        return [.. file["organisations"]!.AsArray().SelectMany(organisation => organisation!["services"]!.AsArray().Select(service => Service(organisation, service!)))];
    }

    public override string ToString() => Code;

    private static ShippedArea Read(string path)
    {
        var file = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        file.Remove("$schema");
        file.Remove("sdk");
        var settings = file.Deserialize<AreaSettings>(Json)!;
        return new(settings.Code, settings, PluginOf(settings.Code));
    }

    private static IAreaPlugin PluginOf(string code)
    {
        foreach (var manifest in Directory.EnumerateFiles(Path.Combine(Root, "plugins"), "plugin.json", SearchOption.AllDirectories).Where(path => !path.Contains("/bin/", StringComparison.Ordinal)))
        {
            var plugin = JsonNode.Parse(File.ReadAllText(manifest))!;
            if ((string?)plugin["code"] != code) continue;
            var assembly = Assembly.Load(Path.GetFileNameWithoutExtension((string)plugin["assembly"]!));
            return (IAreaPlugin)Activator.CreateInstance(assembly.GetType((string)plugin["type"]!, throwOnError: true)!)!;
        }
        return new NationalArea();
    }

    private static PartnerService Service(JsonNode organisation, JsonNode service)
    {
        var whole = service.DeepClone().AsObject();
        foreach (var said in (string[])["standing", "source", "note"]) whole.Remove(said);
        whole["organisation"] = organisation["code"]!.DeepClone();
        whole["organisationName"] = organisation["name"]!.DeepClone();
        return whole.Deserialize<PartnerService>(Json)!;
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
