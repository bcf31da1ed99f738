using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Tests.Parts;

/// <summary>Normalises parsed HTML for comparison: one line per element, sorted attributes, whitespace ignored.</summary>
internal static partial class Dom
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Print(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, Encoder);
        return writer.ToString();
    }

    public static string Describe(string html)
    {
        var body = new HtmlParser().ParseDocument("<!doctype html><body>").Body!;
        var lines = new StringBuilder();
        foreach (var node in new HtmlParser().ParseFragment(html, body)) Describe(node, 0, lines);
        return lines.ToString();
    }

    private static void Describe(INode node, int depth, StringBuilder lines)
    {
        if (node is IText text)
        {
            var words = Whitespace().Replace(text.Data, " ").Trim();
            if (words.Length > 0) lines.Append(' ', depth * 2).Append('"').Append(words).AppendLine("\"");
            return;
        }
        if (node is not IElement element) return;
        lines.Append(' ', depth * 2).Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal))
        {
            var value = attribute.Name == "class" ? string.Join(' ', attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : attribute.Value;
            lines.Append(' ').Append(attribute.Name).Append("=\"").Append(value).Append('"');
        }
        lines.AppendLine(">");
        foreach (var child in element.ChildNodes) Describe(child, depth + 1, lines);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
