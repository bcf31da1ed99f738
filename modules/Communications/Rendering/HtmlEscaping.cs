using System.Buffers;
using System.Text;
using HandlebarsDotNet;

namespace WorkWell.Communications.Rendering;

/// <summary>Escapes what means something in HTML and leaves every other letter as it is: "Sähëlï" stays "Sähëlï", and Gujarati stays readable in the source.</summary>
internal sealed class HtmlEscaping : ITextEncoder
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'`=");

    public void Encode(StringBuilder? text, TextWriter target)
    {
        if (text is null) return;
        foreach (var chunk in text.GetChunks()) Write(chunk.Span, target);
    }

    public void Encode(string? text, TextWriter target) => Write(text, target);

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        while (text?.MoveNext() == true) Write([text.Current], target);
    }

    /// <summary>The text with everything escaped that means something in HTML.</summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Special)) return text;
        var writer = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        Write(text, writer);
        return writer.ToString();
    }

    private static void Write(ReadOnlySpan<char> text, TextWriter target)
    {
        while (text.IndexOfAny(Special) is var next and >= 0)
        {
            target.Write(text[..next]);
            target.Write(text[next] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '`' => "&#96;",
                _ => "&#61;",
            });
            text = text[(next + 1)..];
        }
        target.Write(text);
    }
}
