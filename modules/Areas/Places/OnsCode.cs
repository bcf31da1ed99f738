using System.Globalization;

namespace WorkWell.Areas.Places;

/// <summary>An ONS code such as E01000975 packed into 32 bits: a letter and eight digits.</summary>
internal static class OnsCode
{
    /// <summary>The packed value of an unknown code.</summary>
    public const uint Unknown = 0;

    private const uint Digits = 100_000_000;

    /// <summary>Packs a code. Blanks and the ONS's "does not apply" codes (E99999999) count as unknown.</summary>
    /// <param name="text">The code.</param>
    /// <param name="packed">The packed code.</param>
    /// <returns>False when the text is neither blank nor a code.</returns>
    public static bool TryPack(ReadOnlySpan<char> text, out uint packed)
    {
        packed = Unknown;
        text = text.Trim();
        if (text.IsEmpty) return true;
        if (text.Length != 9 || !char.IsAsciiLetterUpper(text[0])) return false;
        if (!uint.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        if (number != 99_999_999) packed = ((uint)(text[0] - 'A' + 1) * Digits) + number;
        return true;
    }

    /// <summary>Formats a packed code.</summary>
    /// <param name="packed">A packed code.</param>
    /// <returns>The code, or null when unknown.</returns>
    public static string? Unpack(uint packed) => packed == Unknown ? null : string.Create(9, packed, (text, value) =>
    {
        var number = value % Digits;
        for (var i = 8; i > 0; i--, number /= 10) text[i] = (char)('0' + (number % 10));
        text[0] = (char)('A' + (value / Digits) - 1);
    });
}
