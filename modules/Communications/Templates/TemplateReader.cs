using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>
/// Splits a template into tokens. Of Scriban only values, conditions, lists and comments are allowed, so its recursive parser sees only short tags made
/// of names.
/// </summary>
internal static class TemplateReader
{
    /// <summary>The name of the current entry inside a list.</summary>
    public const string Entry = "item";

    private const string Forms =
        "Use {{ field }}, {{ if field }}, {{ if !field }}, {{ else }}, {{ for item in list }} with {{ item }}, {{ end }}, and {{## a note ##}}.";

    /// <summary>Reads one part of a message.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="firstLine">The line of its file on which it begins.</param>
    public static TemplateTokens Read(string source, int firstLine = 1)
    {
        var tokens = new List<TemplateToken>();
        var errors = new List<TextValidationError>();
        int at = 0, line = firstLine, tags = 0;
        while (at < source.Length && errors.Count < TemplateLimits.Errors)
        {
            var open = source.IndexOf("{{", at, StringComparison.Ordinal);
            var text = open < 0 ? source[at..] : source[at..open];
            if (text.Length > 0) tokens.Add(new(TokenKind.Text, text, null, line));
            CheckBraces(text, line, errors);
            line += Lines(text);
            if (open < 0) break;
            if (++tags > TemplateLimits.Tags)
            {
                errors.Add(new(line, $"There are more than {TemplateLimits.Tags} tags."));
                break;
            }

            var close = source.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                errors.Add(new(line, "'{{' is never closed by '}}'."));
                break;
            }
            // A third brace belongs to the same tag, which is then refused.
            at = close + 2 < source.Length && source[close + 2] == '}' ? close + 3 : close + 2;
            var raw = source[open..at];
            if (TokenOf(raw, line) is { } token) tokens.Add(token);
            else errors.Add(new(line, RefusalOf(raw)));
            line += Lines(raw);
        }
        return new(tokens, errors);
    }

    private static TemplateToken? TokenOf(string raw, int line)
    {
        if (raw.Length > TemplateLimits.Tag || raw.Contains('\n', StringComparison.Ordinal)) return null;
        if (IsNote(raw)) return new(TokenKind.Note, raw, null, line);
        var code = raw.AsSpan(2, raw.Length - 4).ToString();
        if (code is ['~', .. var inside, '~']) code = inside;
        return code.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["else"] => new(TokenKind.Else, raw, null, line),
            ["end"] => new(TokenKind.End, raw, null, line),
            ["if", ['!', .. var name]] when IsName(name) => new(TokenKind.IfNot, raw, name, line),
            ["if", var name] when IsName(name) => new(TokenKind.If, raw, name, line),
            ["for", Entry, "in", var name] when IsName(name) => new(TokenKind.For, raw, name, line),
            [var name] when IsName(name) => new(TokenKind.Value, raw, name, line),
            _ => null,
        };
    }

    // A comment must not contain its delimiters, or the engine would end it in another place.
    private static bool IsNote(string raw)
    {
        var inside = raw.StartsWith("{{~##", StringComparison.Ordinal) && raw.EndsWith("##~}}", StringComparison.Ordinal) ? 5
            : raw.StartsWith("{{##", StringComparison.Ordinal) && raw.EndsWith("##}}", StringComparison.Ordinal) ? 4 : 0;
        return inside > 0 && raw.Length >= 2 * inside && !raw[inside..^inside].Contains('#', StringComparison.Ordinal);
    }

    private static string RefusalOf(string raw) =>
        raw.TrimStart('{', '~', ' ').StartsWith('#')
            ? $"'{Shown(raw)}' is only a note to the engine, and what it should decide would vanish without a word. {Forms}"
            : $"'{Shown(raw)}' is not allowed. {Forms}";

    private static void CheckBraces(string text, int line, List<TextValidationError> errors)
    {
        if (text.IndexOf("}}", StringComparison.Ordinal) is var close and >= 0)
            errors.Add(new(line + Lines(text[..close]), "'}}' stands without a '{{' before it."));
        if (text.IndexOf("{%", StringComparison.Ordinal) is var raw and >= 0)
            errors.Add(new(line + Lines(text[..raw]), "'{%' means something to the engine: leave a space between the two."));
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 50 && char.IsAsciiLetter(text[0]) && text.All(char.IsAsciiLetterOrDigit);

    private static int Lines(string text) => text.AsSpan().Count('\n');

    private static string Shown(string raw) => FieldText.OneLine(raw.Length <= 40 ? raw : raw[..40] + "...");
}
