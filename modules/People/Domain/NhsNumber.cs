using System.Globalization;

namespace WorkWell.People;

/// <summary>
/// An NHS number as somebody gave it. A wrong check digit is a flag and never a refusal: official example files contain wrong ones, and a typing slip
/// must not cost anyone their referral.
/// </summary>
internal sealed record NhsNumber(string AsGiven, string? Digits, bool IsValid)
{
    public static NhsNumber? Read(string? given)
    {
        if (string.IsNullOrWhiteSpace(given)) return null;
        var digits = AsciiDigits.Of(given, spacing: " -");
        return digits is { Length: 10 } ? new(given, digits, CheckDigitFits(digits)) : new(given, null, false);
    }

    /// <summary>Whether two people with this number are likely to be one: not where it is a placeholder such as 0000000000.</summary>
    public string? ForMatching => Digits is not null && Digits.Any(digit => digit != Digits[0]) ? Digits : null;

    private static bool CheckDigitFits(string digits)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++) sum += (digits[i] - '0') * (10 - i);
        var check = 11 - (sum % 11);
        return check != 10 && (check == 11 ? 0 : check) == digits[9] - '0';
    }
}

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
            if (char.IsWhiteSpace(c) || spacing.Contains(c, StringComparison.Ordinal) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format) continue;
            var value = CharUnicodeInfo.GetDecimalDigitValue(c);
            if (value < 0 || count == digits.Length) return null;
            digits[count++] = (char)('0' + value);
        }
        return new string(digits[..count]);
    }
}
