using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>A text in one language, split at its placeholders.</summary>
internal sealed class TextTemplate
{
    private readonly string[] literals;

    private TextTemplate(string source, string[] literals, string[] placeholders)
    {
        Source = source;
        this.literals = literals;
        Placeholders = placeholders;
    }

    public string Source { get; }

    public IReadOnlyList<string> Placeholders { get; }

    /// <summary>Splits a text at <c>{name}</c>.</summary>
    /// <exception cref="FormatException">A brace is unmatched or does not enclose a name.</exception>
    public static TextTemplate Parse(string source)
    {
        var literals = new List<string>();
        var placeholders = new List<string>();
        var rest = source.AsSpan();
        while (rest.IndexOfAny('{', '}') is var open and >= 0)
        {
            var close = rest.IndexOf('}');
            var name = rest[open] == '{' && close > open ? rest[(open + 1)..close].ToString() : "";
            if (name.Length == 0 || !name.All(char.IsAsciiLetterOrDigit))
                throw new FormatException($"\"{source}\": a placeholder is a name in braces, such as {{name}}.");
            literals.Add(rest[..open].ToString());
            placeholders.Add(name);
            rest = rest[(close + 1)..];
        }
        literals.Add(rest.ToString());
        return new TextTemplate(source, [.. literals], [.. placeholders]);
    }

    /// <summary>Fills the placeholders.</summary>
    public Text Fill(string key, Language language, bool isFallback, Language reader, ReadOnlySpan<(string Name, object Value)> values)
    {
        foreach (var (name, _) in values)
        {
            if (!Placeholders.Contains(name)) throw new InvalidOperationException($"The text {key} has no placeholder {{{name}}}.");
        }
        var filled = new Text(literals[0]);
        if (Placeholders.Count > 0)
        {
            var words = new Text[Placeholders.Count];
            for (var i = 0; i < words.Length; i++) words[i] = Find(key, Placeholders[i], language, values);
            var plain = literals[0];
            for (var i = 0; i < words.Length; i++) plain += Isolate(words[i].Value, language) + literals[i + 1];
            filled = new Text(plain) { Marked = new Written(html => Write(html, words)) };
        }
        return isFallback ? filled with { Language = language.Tag, Direction = language.Direction == reader.Direction ? null : language.Direction } : filled;
    }

    private static Text Find(string key, string placeholder, Language language, ReadOnlySpan<(string Name, object Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (name == placeholder) return Words.Of(value, language);
        }
        throw new InvalidOperationException($"The text {key} needs a value for {{{placeholder}}}.");
    }

    // Titles and attributes have no elements for isolation, so Unicode's invisible marks are used where needed.
    private static string Isolate(string words, Language language) => language.IsRightToLeft ? $"\u2068{words}\u2069" : words;

    private void Write(Markup html, Text[] words)
    {
        html.Write(literals[0]);
        for (var i = 0; i < words.Length; i++)
        {
            html.Write(words[i]);
            html.Write(literals[i + 1]);
        }
    }
}

/// <summary>Formats values for a language.</summary>
internal static class Words
{
    public static Text Of(object value, Language language) => value switch
    {
        // HTML from a page is complete, such as a link with its text.
        Text text => Isolated(text.Value, text),
        IHtmlContent html => new Text("") { Marked = html },
        string words => Isolated(words, (Text)words),
        DateOnly date => Digits(date.ToString(language.DatePattern, language.Culture), language),
        TimeOnly time => Digits(time.ToString(language.TimePattern, language.Culture), language),
        int or long or decimal => Number(Convert.ToDecimal(value, language.Culture), 0, language),
        _ => throw new ArgumentException($"A placeholder needs text, a number, a date, a time or HTML, not {value.GetType().Name}."),
    };

    public static Text Number(decimal number, int decimals, Language language) =>
        Digits(number.ToString("N" + decimals.ToString(System.Globalization.CultureInfo.InvariantCulture), language.Culture), language);

    public static Text Isolated(string value, IHtmlContent words) => new(value) { Marked = new Written(html => html.Element("bdi", words)) };

    private static string Digits(string words, Language language) =>
        language.Digits is null ? words : string.Concat(words.Select(letter => char.IsAsciiDigit(letter) ? language.Digits[letter - '0'] : letter));
}
