using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkWell.Host.Commands;

/// <summary>Lists every package the product is made of, also those that others bring along, in the CycloneDX form that scanners read.</summary>
public static class PartsCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var file = new Option<string?>("--json") { Description = "Write to this file instead of the terminal." };
        var command = new Command("parts", "List the packages this program is made of, as CycloneDX 1.6.") { file };
        command.SetAction(parsed =>
        {
            var list = List().ToJsonString(Indented);
            if (parsed.GetValue(file) is { } path) File.WriteAllText(path, list + "\n");
            else parsed.InvocationConfiguration.Output.WriteLine(list);
            return 0;
        });
        return command;
    }

    private static JsonObject List() => new()
    {
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.6",
        ["version"] = 1,
        ["metadata"] = new JsonObject
        {
            ["component"] = new JsonObject
            {
                ["type"] = "application", ["name"] = "WorkWell", ["version"] = typeof(PartsCommand).Assembly.GetName().Version!.ToString(),
            },
        },
        ["components"] = new JsonArray(
            [.. NuGet().Concat(Npm(HostFolders.Find().Root)).OrderBy(part => part["purl"]!.GetValue<string>(), StringComparer.Ordinal)]),
    };

    // The list of libraries that .NET itself loads by, beside the program.
    private static IEnumerable<JsonObject> NuGet()
    {
        var path = Path.ChangeExtension(typeof(PartsCommand).Assembly.Location, ".deps.json");
        foreach (var (name, library) in JsonNode.Parse(File.ReadAllText(path))!["libraries"]!.AsObject())
        {
            if (library!["type"]?.GetValue<string>() != "package" || name.Split('/') is not [var package, var version]) continue;
            var hash = library["sha512"]?.GetValue<string>() is { Length: > 0 } written ? written.Split('-')[^1] : null;
            yield return Part(package, version, $"pkg:nuget/{package}@{version}", hash);
        }
    }

    // Stylesheets, scripts and fonts of the pages; the tools that build them are not shipped.
    private static IEnumerable<JsonObject> Npm(string root)
    {
        var path = Path.Combine(root, "package-lock.json");
        if (!File.Exists(path)) yield break;
        foreach (var (name, package) in JsonNode.Parse(File.ReadAllText(path))!["packages"]!.AsObject())
        {
            if (name.Length == 0 || package!["dev"]?.GetValue<bool>() == true || package["optional"]?.GetValue<bool>() == true) continue;
            var plain = name[(name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..];
            var version = package["version"]!.GetValue<string>();
            yield return Part(plain, version, $"pkg:npm/{plain.Replace("@", "%40", StringComparison.Ordinal)}@{version}",
                package["integrity"]?.GetValue<string>().Split('-')[^1]);
        }
    }

    private static JsonObject Part(string name, string version, string purl, string? sha512)
    {
        var part = new JsonObject { ["type"] = "library", ["name"] = name, ["version"] = version, ["purl"] = purl, ["bom-ref"] = purl };
        if (sha512 is not null)
            part["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(sha512)) });
        return part;
    }
}
