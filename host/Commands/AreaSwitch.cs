using System.Text.Json;
using System.Text.RegularExpressions;

namespace WorkWell.Host.Commands;

/// <summary>Switches a new area off in workwell.json and leaves the rest of the file as people wrote it.</summary>
internal static partial class AreaSwitch
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static void TurnOff(string config, string code)
    {
        var path = Path.Combine(config, "workwell.json");
        var text = File.ReadAllText(path);
        var entry = $"\"{code}\": {{ \"Enabled\": false }}";
        var areas = Areas().Match(text);
        var written = areas.Success
            ? text.Insert(areas.Index + areas.Length, $" {entry},")
            : text.Insert(text.IndexOf('{', StringComparison.Ordinal) + 1, $"\n  \"Areas\": {{ {entry} }},");
        if (!IsOff(written, code)) throw new NewAreaException($"Add \"Areas\": {{ {entry} }} to config/workwell.json by hand, and start again.");
        var aside = $"{path}.new";
        File.WriteAllText(aside, written);
        File.Move(aside, path, overwrite: true);
    }

    private static bool IsOff(string json, string code)
    {
        try
        {
            using var settings = JsonDocument.Parse(json, Lenient);
            return settings.RootElement.TryGetProperty("Areas", out var areas) && areas.TryGetProperty(code, out var area)
                && area.TryGetProperty("Enabled", out var enabled) && enabled.ValueKind == JsonValueKind.False;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex("\"Areas\"\\s*:\\s*\\{")]
    private static partial Regex Areas();
}
