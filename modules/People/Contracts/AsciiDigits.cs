using System.Globalization;

namespace WorkWell.People.Contracts;

/// <summary>Digits of any script (Arabic, Gujarati) as ASCII digits.</summary>
internal static class AsciiDigits
{
    /// <summary>The digits of a text, without the spacing characters named; null when anything else is in it.</summary>
    public static string? Of(string text, string spacing)
    {
        Span<char> digits = stackalloc char[32];
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || spacing.Contains(c, StringComparison.Ordinal) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format)
                continue;
            var value = CharUnicodeInfo.GetDecimalDigitValue(c);
            if (value < 0 || count == digits.Length) return null;
            digits[count++] = (char)('0' + value);
        }
        return new string(digits[..count]);
    }
}
