using WorkWell.Communications.Templates;

namespace WorkWell.Communications.Rendering;

/// <summary>How much one template may do. Whatever goes over a limit is refused; nothing is ever cut short and sent.</summary>
internal static class RenderLimits
{
    /// <summary>Entries of a list.</summary>
    public const int Entries = 30;

    /// <summary>Entries of all lists of one part together.</summary>
    public const int Loops = TemplateLimits.Lists * Entries;

    /// <summary>Characters of one rendered part.</summary>
    public const int Output = 50_000;

    /// <summary>
    /// Time to render one part. Messages take microseconds and the other limits bound the work, so this is only the last net: wide enough that a busy machine
    /// never stops an ordinary message.
    /// </summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(2);
}

/// <summary>The engine would not render a message as it stands: it is over a limit, or not given what it mentions.</summary>
internal sealed class RenderRefusedException(string message) : Exception(message);
