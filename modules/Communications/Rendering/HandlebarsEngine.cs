using HandlebarsDotNet;

namespace WorkWell.Communications.Rendering;

/// <summary>
/// Templates in .hbs files. Of Handlebars we allow {{field}}, {{#if field}}, {{#unless field}}, {{#each list}} with {{this}}, {{else}} and comments. Paths,
/// partials, helpers, raw output and the rest are refused when a file is read, so that Handlebars.Net, which has no limits of its own, never sees them.
/// </summary>
internal sealed class HandlebarsEngine : ITemplateEngine
{
    private readonly IHandlebars text = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true, NoEscape = true });
    private readonly IHandlebars html = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true, TextEncoder = new HtmlEscaping() });

    public string Ending => ".hbs";

    public TemplateTokens Read(string source)
    {
        var tokens = new List<TemplateToken>();
        var faults = new List<TemplateFault>();
        int at = 0, line = 1;
        while (at < source.Length && faults.Count < 20)
        {
            var open = source.IndexOf("{{", at, StringComparison.Ordinal);
            var literal = open < 0 ? source[at..] : source[at..open];
            if (literal.Length > 0) tokens.Add(new(TokenKind.Text, literal, null, line));
            if (literal.Contains("}}", StringComparison.Ordinal)) faults.Add(new(line + Lines(literal[..literal.IndexOf("}}", StringComparison.Ordinal)]), "'}}' stands without a '{{' before it."));
            line += Lines(literal);
            if (open < 0) break;
            if (literal.EndsWith('\\')) faults.Add(new(line, "A backslash before '{{' is not allowed."));

            var close = CloseOf(source, open);
            if (close < 0)
            {
                faults.Add(new(line, "'{{' is never closed by '}}'."));
                break;
            }
            var raw = source[open..close];
            if (Tag(raw, line) is { } token) tokens.Add(token);
            else faults.Add(new(line, $"'{Shown(raw)}' is not allowed. Use {{{{field}}}}, {{{{#if field}}}}, {{{{#unless field}}}}, {{{{else}}}}, {{{{#each list}}}} with {{{{this}}}}, and their ends."));
            line += Lines(raw);
            at = close;
        }
        return new(tokens, faults);
    }

    public CompiledTemplate Compile(string source, bool escapesHtml)
    {
        var template = (escapesHtml ? html : text).Compile(new StringReader(source));
        return (writer, values) => template(writer, values);
    }

    private static int CloseOf(string source, int open)
    {
        var isLongComment = source.AsSpan(open).StartsWith("{{!--", StringComparison.Ordinal);
        var close = source.IndexOf(isLongComment ? "--}}" : "}}", open, StringComparison.Ordinal);
        if (close < 0) return -1;
        close += isLongComment ? 4 : 2;
        // A third brace belongs to the same tag, which is then refused as a whole.
        return close < source.Length && source[close] == '}' ? close + 1 : close;
    }

    private static TemplateToken? Tag(string raw, int line)
    {
        if (raw.StartsWith("{{!", StringComparison.Ordinal)) return new(TokenKind.Comment, raw, null, line);
        var inside = raw[2..^2];
        if (inside.Contains('\n', StringComparison.Ordinal)) return null;
        var words = inside.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["else"] => new(TokenKind.Else, raw, null, line),
            ["/if" or "/unless" or "/each"] => new(TokenKind.End, raw, words[0][1..], line),
            ["#if", var name] when IsName(name) => new(TokenKind.If, raw, name, line),
            ["#unless", var name] when IsName(name) => new(TokenKind.Unless, raw, name, line),
            ["#each", var name] when IsName(name) => new(TokenKind.Each, raw, name, line),
            [var name] when IsName(name) => new(TokenKind.Value, raw, name, line),
            _ => null,
        };
    }

    private static bool IsName(string text) => text.Length <= 50 && char.IsAsciiLetter(text[0]) && text.All(char.IsAsciiLetterOrDigit) && text is not ("if" or "unless" or "each" or "with" or "lookup" or "log");

    private static int Lines(string text) => text.AsSpan().Count('\n');

    private static string Shown(string raw) => FieldText.OneLine(raw.Length <= 40 ? raw : raw[..40] + "...");
}
