using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkWell.Areas;

namespace WorkWell.Host.Commands;

/// <summary>Records in workwell.json that a person has reviewed the code of an area as it is now.</summary>
public static class ApprovePluginCommand
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var area = new Argument<string>("area") { Description = "The area's code." };
        var by = new Option<string>("--by") { Description = "The reviewer's given and family name.", Required = true };
        var config = new Option<string?>("--config") { Description = "Use another config folder." };
        var plugins = new Option<string?>("--plugins") { Description = "Use another folder of built plugins." };
        var command = new Command(
            "approve-plugin", "Record that a person has reviewed an area's code as it is. A host for real people loads no other code.") { area, by, config,
            plugins };
        command.SetAction(parsed =>
        {
            var folders = HostFolders.Find();
            return Approve(
                parsed.GetValue(config) ?? folders.Config, parsed.GetValue(plugins) ?? folders.Plugins, parsed.GetValue(area)!, parsed.GetValue(by)!.Trim(),
                parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static int Approve(string config, string plugins, string area, string by, TextWriter to)
    {
        if (!by.Contains(' ', StringComparison.Ordinal))
        {
            to.WriteLine("Say who reviewed it: a person's given and family name.");
            return 1;
        }
        var (content, wrong) = AreasModule.PluginContentOf(plugins, area);
        if (content is null)
        {
            to.WriteLine(wrong);
            return 1;
        }
        return FolderAccess.Write(config, to, () =>
        {
            Write(Path.Combine(config, "workwell.json"), area, content, by);
            to.WriteLine($"Recorded in workwell.json: {by} has reviewed the code of {area} ({content}). Hosts load it from their next start.");
            return 0;
        });
    }

    private static void Write(string path, string area, string content, string by)
    {
        var settings = JsonNode.Parse(
            File.ReadAllText(path), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject();
        var approved = Below(Below(settings, "Plugins"), "Approved");
        approved[area] = new JsonObject
        {
            ["Sha256"] = content,
            ["Reviewer"] = by,
            ["On"] = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        // A complete file is moved into place: running hosts read it.
        File.WriteAllText(path + ".new", settings.ToJsonString(Indented) + "\n");
        File.Move(path + ".new", path, overwrite: true);
    }

    private static JsonObject Below(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject there) return there;
        var added = new JsonObject();
        parent[name] = added;
        return added;
    }
}
