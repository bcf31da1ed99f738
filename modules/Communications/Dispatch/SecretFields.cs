using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;

namespace WorkWell.Communications.Dispatch;

/// <summary>Takes the codes and links that let somebody in out of a text before it is stored.</summary>
internal static class SecretFields
{
    private const string Hidden = "••••••";

    /// <summary>The types of message that have such a field; those stored are cleared by a trigger of the same types.</summary>
    public static IReadOnlySet<string> Types { get; } =
        MessageTypes.All.Where(type => type.Fields.Any(field => field.IsSecret)).Select(type => type.Code).ToHashSet();

    /// <summary>Hides the secrets of a message in its subject.</summary>
    public static string? InSubject(ClaimedMessage message, string? subject) =>
        subject is null ? null : Secrets(message).Aggregate(subject, (text, secret) => text.Replace(secret, Hidden, StringComparison.Ordinal));

    /// <summary>Hides the secrets of a message in its text. Where one is not found, it may be written otherwise: then nothing is kept.</summary>
    public static string InText(ClaimedMessage message, string text)
    {
        foreach (var secret in Secrets(message))
        {
            if (!text.Contains(secret, StringComparison.Ordinal)) return Hidden;
            text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        }
        return text;
    }

    private static IEnumerable<string> Secrets(ClaimedMessage message)
    {
        if (!Types.Contains(message.Type) || MessageContent.Read(message.Content).Fields is not { } fields) return [];
        return MessageTypes.Find(message.Type)!.Fields.Where(field => field.IsSecret).Select(field => fields.GetValueOrDefault(field.Name)).OfType<string>();
    }
}
