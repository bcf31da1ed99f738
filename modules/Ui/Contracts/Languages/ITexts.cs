using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// Page texts in the reader's language. A key consists of a file and an entry: "common.continue" is the entry "continue" of
/// <c>config/texts/LANGUAGE/common.json</c>. Pages call it <c>T</c>.
/// </summary>
public interface ITexts
{
    /// <summary>The reader's language.</summary>
    Language Language { get; }

    /// <summary>All languages, English first.</summary>
    IReadOnlyList<Language> Languages { get; }

    /// <summary>
    /// The text of a key; the English text, marked as English, where there is no translation. Placeholder values are encoded and isolated, so a Latin name
    /// does not scramble Arabic text; HTML is inserted unchanged.
    /// </summary>
    /// <param name="key">The key. A key without an English text throws.</param>
    /// <param name="values">The placeholder values by name: text, number, date, time or HTML. Exactly those in the text are required.</param>
    Text this[string key, params ReadOnlySpan<(string Name, object Value)> values] { get; }

    /// <summary>Whether a key has an English text, for keys made from codes such as a plugin's reasons.</summary>
    /// <param name="key">The key.</param>
    /// <returns>True when the text exists.</returns>
    bool Has(string key);

    /// <summary>Formats a date.</summary>
    /// <param name="date">The date.</param>
    /// <returns>The formatted date.</returns>
    Text Date(DateOnly date);

    /// <summary>Formats a time of day.</summary>
    /// <param name="time">The local time in England.</param>
    /// <returns>The formatted time.</returns>
    Text Time(TimeOnly time);

    /// <summary>Formats a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="decimals">The number of decimal places.</param>
    /// <returns>The formatted number.</returns>
    Text Number(decimal number, int decimals = 0);

    /// <summary>Isolates text that is always in Latin letters: a name, reference, telephone number or address.</summary>
    /// <param name="words">The text.</param>
    /// <returns>The isolated text.</returns>
    [return: NotNullIfNotNull(nameof(words))]
    Text? Latin(string? words);
}
