using System.Text.RegularExpressions;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>
/// The HTML allowed in a hand-written .email.html file: basic structure, and links to link fields. No styles, scripts, images or forms.
/// </summary>
internal static partial class HtmlAllowList
{
    private static readonly HashSet<string> Elements = ["p", "br", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "bdi", "span", "hr", "div"];
    private static readonly HashSet<string> Attributes = ["href", "lang", "dir"];

    /// <summary>Checks the literal HTML of a template and the positions of its values.</summary>
    public static IEnumerable<TextValidationError> Check(IReadOnlyList<TemplateToken> tokens, TemplateFields fields)
    {
        // A private-use character stands for each value, which shows whether it is inside a tag or in text.
        var values = new List<TemplateToken>();
        var source = string.Concat(tokens.Select(token =>
        {
            if (token.Kind == TokenKind.Text) return token.Raw;
            if (token.Kind != TokenKind.Value) return new string('\n', token.Raw.Count(c => c == '\n'));
            values.Add(token);
            return "\uE000";
        }));
        var outside = Tag().Replace(source, "");
        if (outside.Contains('<', StringComparison.Ordinal)) yield return new(0, "A '<' opens no tag: write '&lt;', or close the tag.");

        int value = 0, last = 0, line = 1;
        foreach (Match tag in Tag().Matches(source))
        {
            var before = source.AsSpan(last, tag.Index - last);
            value += before.Count('\uE000');
            line += before.Count('\n');
            last = tag.Index;
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (!Elements.Contains(name)) yield return new(line, $"'<{name}>' is not allowed. Use {string.Join(", ", Elements)}.");

            var at = value;
            var rest = Attribute().Replace(tag.Groups["rest"].Value, "");
            if (rest.Trim() is not ("" or "/"))
                yield return new(line, $"'{FieldText.OneLine(tag.Value.Replace('\uE000', '_'))}' has something that is not an attribute in double quotes.");
            foreach (Match attribute in Attribute().Matches(tag.Groups["rest"].Value))
            {
                var key = attribute.Groups["key"].Value.ToLowerInvariant();
                var content = attribute.Groups["value"].Value;
                if (!Attributes.Contains(key)) yield return new(line, $"The attribute '{key}' is not allowed. Use {string.Join(", ", Attributes)}.");
                else if (key == "href" && !IsSafe(content, values.Skip(at), fields))
                    yield return new(line, "A link's address is a link field, 'mailto:' and an e-mail field, or begins with https://.");
                else if (key != "href" && content.Contains('\uE000', StringComparison.Ordinal)) yield return new(line, $"A value must not stand in '{key}'.");
                at += content.Count(c => c == '\uE000');
            }
        }
    }

    private static bool IsSafe(string address, IEnumerable<TemplateToken> values, TemplateFields fields) => address switch
    {
        "\uE000" => fields.Find(values.First().Name!)?.Kind == FieldKind.Link,
        "mailto:\uE000" => fields.Find(values.First().Name!)?.Kind == FieldKind.Email,
        _ => address.StartsWith("https://", StringComparison.Ordinal) && !address.Contains('\uE000', StringComparison.Ordinal),
    };

    [GeneratedRegex("""</?(?<name>[a-zA-Z][a-zA-Z0-9-]*)(?<rest>(?:[^<>"]|"[^"]*")*)>""", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("""\s(?<key>[a-zA-Z-]+)="(?<value>[^"]*)"(?=\s|/|$)""")]
    private static partial Regex Attribute();
}
