using WorkWell.Areas.Sdk;

namespace WorkWell.Communications.Contracts;

/// <summary>Words in the language they turned out to be in, which may not be the one asked for.</summary>
/// <param name="Text">The words.</param>
/// <param name="Language">The language's tag, for the lang attribute.</param>
/// <param name="IsRightToLeft">Whether it runs from right to left, for the dir attribute.</param>
public sealed record Phrase(string Text, string Language, bool IsRightToLeft);

/// <summary>A question in words.</summary>
/// <param name="Ask">The question.</param>
/// <param name="Hint">What helps to answer it.</param>
/// <param name="Options">The options in words, by code.</param>
/// <param name="Language">The language's tag.</param>
/// <param name="IsRightToLeft">Whether it runs from right to left.</param>
public sealed record QuestionWords(string Ask, string? Hint, IReadOnlyDictionary<string, string> Options, string Language, bool IsRightToLeft);

/// <summary>
/// What codes mean in words, per area and language: the area's own words, else the national ones; English where a language has none that may be shown.
/// </summary>
public interface IWords
{
    /// <summary>A reason, a priority or advice in words.</summary>
    /// <param name="area">The area's code, or "national".</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="reason">The reason, with its values.</param>
    /// <returns>The words, or null when there are none even in English.</returns>
    Phrase? Reason(string area, string language, Reason reason);

    /// <summary>One of an area's own questions in words.</summary>
    /// <param name="area">The area's code.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="code">The question's code.</param>
    /// <returns>The words, or null when there are none even in English.</returns>
    QuestionWords? Question(string area, string language, string code);
}
