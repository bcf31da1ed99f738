using System.Buffers;
using System.Text;

namespace WorkWell.Communications.Texts;

/// <summary>The GSM 7-bit alphabet (3GPP TS 23.038): one septet for a basic character, two for one of the extension.</summary>
internal static class Gsm7
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "\f^{}\\[~]|€";

    private static readonly SearchValues<char> Known = SearchValues.Create(Basic + Extension);
    private static readonly SearchValues<char> TwoSeptets = SearchValues.Create(Extension);

    // Only punctuation with the same meaning in both forms. Accented letters that GSM-7 lacks may be part of a name and are kept.
    private static readonly (char From, string To)[] PlainForms =
    [
        ('\u2018', "'"), ('\u2019', "'"), ('\u201A', "'"), ('\u2032', "'"), ('\u201C', "\""), ('\u201D', "\""), ('\u201E', "\""), ('\u2033', "\""),
        ('\u2013', "-"), ('\u2014', "-"), ('\u2010', "-"), ('\u2011', "-"), ('\u2212', "-"), ('\u2026', "..."), ('\u00A0', " "), ('\u2009', " "),
        ('\u202F', " "), ('\u2022', "-"), ('\u00AD', ""), ('\t', " "),
    ];

    private static readonly SearchValues<char> HasPlainForm = SearchValues.Create([.. PlainForms.Select(pair => pair.From)]);

    /// <summary>Whether the whole text can be sent in GSM-7.</summary>
    public static bool Holds(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Known);

    /// <summary>How many septets a character takes.</summary>
    public static int Septets(char letter) => TwoSeptets.Contains(letter) ? 2 : 1;

    /// <summary>Replaces curly quotes, dashes and non-breaking spaces with plain ones.</summary>
    public static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAny(HasPlainForm)) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var at = Array.FindIndex(PlainForms, pair => pair.From == c);
            if (at < 0) plain.Append(c);
            else plain.Append(PlainForms[at].To);
        }
        return plain.ToString();
    }
}
