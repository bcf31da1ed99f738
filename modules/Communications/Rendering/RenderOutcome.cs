using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Rendering;

/// <summary>The result of rendering a message.</summary>
internal abstract record RenderOutcome
{
    private RenderOutcome()
    {
    }

    /// <summary>It is ready to be sent.</summary>
    internal sealed record Rendered(RenderedMessage Message) : RenderOutcome;

    /// <summary>It must not or cannot be sent to this recipient; <see cref="SuppressedBecause"/> lists the codes.</summary>
    internal sealed record Suppressed(string Reason) : RenderOutcome;

    /// <summary>A text, field or area is wrong. A person has to act.</summary>
    internal sealed record Failed(Problem Problem) : RenderOutcome;
}

/// <summary>Why a message is not sent to its recipient.</summary>
internal static class SuppressedBecause
{
    /// <summary>The recipient stopped every usable channel.</summary>
    public const string Stopped = "stopped";

    /// <summary>There is no address, or all of them are dead.</summary>
    public const string NoChannel = "no-channel";

    /// <summary>There are addresses, but only for channels that this message type does not use.</summary>
    public const string TypeNotForChannel = "type-not-for-channel";
}

/// <summary>A rendered message for one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="To">The e-mail address, the number as +44..., or the lines of a postal address without the name.</param>
/// <param name="ToName">The recipient's name, if it is known.</param>
/// <param name="Language">The language it is written in, which may not be the one asked for.</param>
/// <param name="IsRightToLeft">Whether that language runs from right to left.</param>
/// <param name="Subject">The subject of an e-mail or heading of a letter: one line without control characters.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The HTML document of an e-mail.</param>
/// <param name="TemplateVersion">The template and its version, such as "national/gu/one-time-code.sms@1f3a5c7e".</param>
internal sealed record RenderedMessage(
    Channel Channel, string To, string? ToName, string Language, bool IsRightToLeft, string? Subject, string Text, string? Html, string TemplateVersion)
{
    /// <summary>The size of a text message; null for other channels.</summary>
    public SmsSize? Sms { get; init; }
}
