using System.Text.Json;

namespace WorkWell.Host.Commands;

/// <summary>config/workwell.json, looked at before anything is built on it.</summary>
internal static class SettingsFile
{
    /// <summary>What keeps it from being used, with the line.</summary>
    /// <returns>One sentence; null when it can be used.</returns>
    public static string? WhatIsWrong(string configFolder)
    {
        var path = Path.Combine(configFolder, "workwell.json");
        try
        {
            using var settings = JsonDocument.Parse(
                Platform.RegularFile.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return settings.RootElement.ValueKind == JsonValueKind.Object ? null : $"{path}: The settings stand in {{ }}.";
        }
        catch (JsonException broken)
        {
            return $"{path}:{1 + (broken.LineNumber ?? 0)}: This is not JSON. Look for a missing comma, quotation mark or bracket, here or on the line before.";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be read: {unreadable.Message}";
        }
    }
}
