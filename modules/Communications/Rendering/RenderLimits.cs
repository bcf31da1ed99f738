using WorkWell.Communications.Templates;

namespace WorkWell.Communications.Rendering;

/// <summary>Limits on one template. A message over a limit is refused, never truncated.</summary>
internal static class RenderLimits
{
    /// <summary>Entries of a list.</summary>
    public const int Entries = 30;

    /// <summary>Entries of all lists of one part.</summary>
    public const int Loops = TemplateLimits.Lists * Entries;

    /// <summary>Characters of one rendered part.</summary>
    public const int Output = 50_000;

    /// <summary>
    /// Time to render one part, as a last resort: messages take microseconds and the other limits bound the work. It is long enough for a busy machine.
    /// </summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(2);
}

/// <summary>A message is over a limit, or a value it uses is missing.</summary>
internal sealed class RenderRefusedException(string message) : Exception(message);
