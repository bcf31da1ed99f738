using System.Text.Json;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Texts;
using WorkWell.Platform;

namespace WorkWell.Communications.Templates;

/// <summary>The messages an area adds in its area.json.</summary>
internal static class OwnMessages
{
    /// <summary>Reads them alone: the rest of the settings may be wrong, and its own check says so.</summary>
    public static (IReadOnlyList<OwnMessage>? Messages, IReadOnlyList<TextValidationError> Errors) Read(string source)
    {
        try
        {
            using var settings = JsonDocument.Parse(source);
            if (settings.RootElement.ValueKind != JsonValueKind.Object) return (null, [new(0, "The settings stand in { }.")]);
            return settings.RootElement.TryGetProperty("messages", out var messages)
                ? (messages.Deserialize<OwnMessage[]>(JsonFile.Options) ?? [], []) : ([], []);
        }
        catch (JsonException wrong)
        {
            return (null, [new(0, wrong.Message)]);
        }
    }

    /// <summary>What a template of an own message depends on besides its text: whether the message is still there, and for whom.</summary>
    public static string TypeOf(string template, IReadOnlyList<OwnMessage> own) =>
        own.FirstOrDefault(message => template.StartsWith(message.Code + ".", StringComparison.Ordinal)) is { } message
        ? $"own for {StoredKeys<Recipient>.Of(message.For)}" : "";
}
