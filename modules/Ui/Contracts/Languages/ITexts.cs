using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// The words of pages, in the language of whoever is reading. A key is a file and an entry of it: "common.continue" is the entry "continue" of
/// <c>config/texts/LANGUAGE/common.json</c>. In pages it is called <c>T</c>.
/// </summary>
public interface ITexts
{
    /// <summary>The language of whoever is reading.</summary>
    Language Language { get; }

    /// <summary>All languages there are, English first.</summary>
    IReadOnlyList<Language> Languages { get; }

    /// <summary>
    /// The words of a key. Where the language has none, English, marked as such. What is put into placeholders is encoded and isolated, so that a Latin
    /// name does not scramble a line of Arabic; HTML is put in as it is.
    /// </summary>
    /// <param name="key">The key. One that English does not have is a mistake and throws.</param>
    /// <param name="values">The placeholders by name: a text, a number, a date, a time, or HTML. Exactly those the words ask for.</param>
    Text this[string key, params ReadOnlySpan<(string Name, object Value)> values] { get; }

    /// <summary>Whether English has words for a key: for keys made from codes, such as reasons of an area's plugin.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it has.</returns>
    bool Has(string key);

    /// <summary>A date, as the language writes it.</summary>
    /// <param name="date">The date.</param>
    /// <returns>The words.</returns>
    Text Date(DateOnly date);

    /// <summary>A time of day, as the language writes it.</summary>
    /// <param name="time">The time in England.</param>
    /// <returns>The words.</returns>
    Text Time(TimeOnly time);

    /// <summary>A number, as the language writes it.</summary>
    /// <param name="number">The number.</param>
    /// <param name="decimals">How many decimals are shown.</param>
    /// <returns>The words.</returns>
    Text Number(decimal number, int decimals = 0);

    /// <summary>Something written in Latin letters whatever the language: a name, a reference, a phone number, an address. It is isolated from the words around it.</summary>
    /// <param name="words">The words.</param>
    /// <returns>The words, isolated.</returns>
    [return: NotNullIfNotNull(nameof(words))]
    Text? Latin(string? words);
}
