namespace WorkWell.People.Contracts;

/// <summary>Telephone numbers as they are dialled from anywhere, by the rules of the United Kingdom's plan.</summary>
public static class PhoneNumber
{
    /// <summary>The number in international form.</summary>
    /// <param name="given">The number as typed, in the digits of any script.</param>
    /// <returns>Such as +447700900123; null where it cannot be read as one number.</returns>
    public static string? ToInternational(string? given)
    {
        if (string.IsNullOrWhiteSpace(given)) return null;
        var text = WithoutExtension(given.Trim());
        var hasPlus = text.StartsWith('+') || text.StartsWith('＋');
        if (AsciiDigits.Of(hasPlus ? text[1..] : text, spacing: "()-.‐‑–/") is not { } digits) return null;

        if (!hasPlus && digits.StartsWith("00", StringComparison.Ordinal)) (hasPlus, digits) = (true, digits[2..]);
        if (hasPlus) return digits.StartsWith("44", StringComparison.Ordinal) ? British(digits[2..].TrimStart('0')) : Foreign(digits);
        if (digits.StartsWith('0')) return British(digits[1..]);
        if (digits.Length == 12 && digits.StartsWith("44", StringComparison.Ordinal)) return British(digits[2..]);
        // Spreadsheets drop the leading nought: ten digits that begin with 7 are a mobile number.
        return digits.Length == 10 && digits[0] == '7' ? British(digits) : null;
    }

    /// <summary>Whether texts reach a number: those of landlines of the United Kingdom they do not.</summary>
    /// <param name="international">The number in international form.</param>
    /// <returns>False for a landline of the United Kingdom.</returns>
    public static bool TakesTexts(string international) => !international.StartsWith("+44", StringComparison.Ordinal) || international.StartsWith("+447", StringComparison.Ordinal);

    // After the nought: ten digits for nearly all, nine for some old area codes and freephone numbers. 4 and 6 lead no numbers.
    private static string? British(string national) =>
        national.Length is 9 or 10 && national[0] is not ('0' or '4' or '6') && (national.Length == 10 || national[0] is '1' or '8') ? "+44" + national : null;

    private static string? Foreign(string digits) => digits.Length is >= 8 and <= 15 && digits[0] != '0' ? "+" + digits : null;

    private static string WithoutExtension(string text)
    {
        foreach (var mark in (ReadOnlySpan<string>)["ext", "x", "#"])
        {
            var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at > 0) return text[..at];
        }
        return text;
    }
}
