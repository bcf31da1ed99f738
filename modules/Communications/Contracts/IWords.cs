using WorkWell.Areas.Sdk;

namespace WorkWell.Communications.Contracts;

/// <summary>A text and its language, which may not be the one asked for.</summary>
/// <param name="Text">The text.</param>
/// <param name="Language">The language's tag, for the lang attribute.</param>
/// <param name="IsRightToLeft">Whether it runs from right to left, for the dir attribute.</param>
public sealed record Phrase(string Text, string Language, bool IsRightToLeft);

/// <summary>The text of a question.</summary>
/// <param name="Ask">The question.</param>
/// <param name="Hint">The hint below it.</param>
/// <param name="Options">The text of its options, by code.</param>
/// <param name="Language">The language's tag.</param>
/// <param name="IsRightToLeft">Whether it runs from right to left.</param>
public sealed record QuestionWords(string Ask, string? Hint, IReadOnlyDictionary<string, string> Options, string Language, bool IsRightToLeft);

/// <summary>
/// The text for a code, by area and language: the area's own, else the national one, and English where a language has none that may be shown.
/// </summary>
public interface IWords
{
    /// <summary>The text of a reason, a priority or advice.</summary>
    /// <param name="area">The area's code, or "national".</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="reason">The reason, with its values.</param>
    /// <returns>The text, or null when there is none, even in English.</returns>
    Phrase? Reason(string area, string language, Reason reason);

    /// <summary>The text of one of an area's own questions.</summary>
    /// <param name="area">The area's code.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="code">The question's code.</param>
    /// <param name="isAboutThem">Whether the reader refers somebody else and reads about "the person".</param>
    /// <returns>The text, or null when that side has none, even in English. Then the question is not asked there.</returns>
    QuestionWords? Question(string area, string language, string code, bool isAboutThem = false);

    /// <summary>Whether messages to people go out in a language now: it has words, and where the area asks for it somebody has approved them.</summary>
    /// <param name="area">The area's code, or "national".</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>False when they would be in English instead.</returns>
    bool AreSentIn(string area, string language);

    /// <summary>A length of time with the right plural form, such as "12 weeks".</summary>
    /// <param name="area">The area's code.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="number">How many.</param>
    /// <param name="unit">The unit: days, weeks or months.</param>
    /// <returns>The text, in English where the language writes no lengths.</returns>
    Phrase Length(string area, string language, int number, LimitUnit unit);
}
