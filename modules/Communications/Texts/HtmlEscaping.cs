using System.Buffers;
using System.Text;

namespace WorkWell.Communications.Texts;

/// <summary>
/// Escapes HTML's special characters only: "Sähëlï" stays "Sähëlï", and Gujarati stays readable in the source.
/// </summary>
internal static class HtmlEscaping
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'`=");

    /// <summary>Escapes a text for element content and attribute values.</summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Special)) return text;
        var html = new StringBuilder(text.Length + 32);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Special) is var next and >= 0)
        {
            html.Append(rest[..next]).Append(rest[next] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '`' => "&#96;",
                _ => "&#61;",
            });
            rest = rest[(next + 1)..];
        }
        return html.Append(rest).ToString();
    }
}
