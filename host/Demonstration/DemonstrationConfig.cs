using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkWell.Host.Demonstration;

/// <summary>
/// A copy of the configuration with an invented e-mail address for every area's team: the services publish none.
/// </summary>
internal sealed class DemonstrationConfig : IDisposable
{
    private DemonstrationConfig(string folder) => Folder = folder;

    public string Folder { get; }

    public static DemonstrationConfig CopyOf(string configFolder)
    {
        var folder = Directory.CreateTempSubdirectory("workwell-demonstration-").FullName;
        foreach (var path in Directory.EnumerateFiles(configFolder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(configFolder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
        foreach (var area in Directory.EnumerateDirectories(Path.Combine(folder, "areas"))) GiveAddress(area, Path.GetFileName(area));
        return new DemonstrationConfig(folder);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void GiveAddress(string folder, string area) => Edit(Path.Combine(folder, "area.json"),
        root => (root["contact"] as JsonObject ?? AddObject(root, "contact"))["teamEmail"] = $"team.{area}@areas.example");

    private static JsonObject AddObject(JsonObject parent, string name)
    {
        var added = new JsonObject();
        parent[name] = added;
        return added;
    }

    private static void Edit(string path, Action<JsonObject> edit)
    {
        if (!File.Exists(path)) return;
        var root = JsonNode.Parse(
            File.ReadAllText(path),
            documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject();
        edit(root);
        File.WriteAllText(path, root.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }
}
