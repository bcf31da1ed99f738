using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Communications.Outbox;

/// <summary>A message's reference outside WorkWell, such as "llr.01f0a2...". Transports get it, and receipts and bounces return it.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Id">The message's id.</param>
internal readonly record struct MessageReference(string Area, Guid Id)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out MessageReference reference)
    {
        reference = default;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot is < 1 or > 40 || !Guid.TryParseExact(text.AsSpan(dot + 1), "N", out var id)) return false;
        if (!Areas.Sdk.Codes.IsCode(text![..dot])) return false;
        reference = new(text[..dot], id);
        return true;
    }

    public override string ToString() => $"{Area}.{Id:n}";
}
