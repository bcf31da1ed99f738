using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace WorkWell.Platform;

/// <summary>
/// Reads dates as people write them: digits of any script, and months as words in English, Gujarati and Arabic (the names of Egypt, the Levant and the
/// Maghreb). A two-digit year and month/day/year are refused, because nobody can tell what they mean.
/// </summary>
public static class WrittenDate
{
    private static readonly string[] OfDigits = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d M yyyy"];

    private static readonly FrozenDictionary<string, int> Months = new[]
    {
        "january|jan|જાન્યુઆરી|જાન્યુ|يناير|جانفي|كانون الثاني",
        "february|feb|ફેબ્રુઆરી|ફેબ્રુ|فبراير|شباط|فيفري",
        "march|mar|માર્ચ|مارس|آذار",
        "april|apr|એપ્રિલ|أبريل|نيسان|أفريل",
        "may|મે|مايو|أيار|ماي",
        "june|jun|જૂન|જુન|يونيو|يونيه|حزيران|جوان",
        "july|jul|જુલાઈ|જુલાઇ|يوليو|يوليه|تموز|جويلية",
        "august|aug|ઑગસ્ટ|ઓગસ્ટ|ઑગ|أغسطس|آب|أوت",
        "september|sept|sep|સપ્ટેમ્બર|સપ્ટે|سبتمبر|أيلول",
        "october|oct|ઑક્ટોબર|ઓક્ટોબર|ઑક્ટો|أكتوبر|تشرين الأول",
        "november|nov|નવેમ્બર|નવે|نوفمبر|تشرين الثاني",
        "december|dec|ડિસેમ્બર|ડિસે|ديسمبر|كانون الأول",
    }.SelectMany((names, at) => names.Split('|').Select(name => (Name: Key(name.Normalize(NormalizationForm.FormC)), Month: at + 1)))
        .ToFrozenDictionary(month => month.Name, month => month.Month);

    /// <summary>Reads a whole date, such as "27/3/1985", "27 March 1985", "૨૭ માર્ચ ૧૯૮૫" or "March 27th, 1985".</summary>
    /// <param name="text">The text as typed.</param>
    /// <returns>The date; null where the text is none.</returns>
    public static DateOnly? Read(string? text)
    {
        if (text is null || text.Length > 60) return null;
        var plain = Plain(text);
        return DateOnly.TryParseExact(plain, OfDigits, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : OfWords(plain);
    }

    /// <summary>Reads a month from its name.</summary>
    /// <param name="text">The name as typed.</param>
    /// <returns>1 to 12; null where the text names no month.</returns>
    public static int? ReadMonth(string? text) =>
        text is { Length: <= 40 } && Months.TryGetValue(Key(Plain(text).TrimEnd('.')), out var month) ? month : null;

    private static DateOnly? OfWords(string plain)
    {
        var parts = plain.Split([' ', ',', '،', '.', '-', '/'], StringSplitOptions.RemoveEmptyEntries);
        int? day = null, year = null;
        var words = new List<string>(2);
        foreach (var part in parts)
        {
            var digits = Digits(part);
            if (digits is null)
            {
                if (part is not ("of" or "the")) words.Add(part);
            }
            else if (digits.Length == 4 && year is null) year = int.Parse(digits, CultureInfo.InvariantCulture);
            else if (digits.Length <= 2 && day is null) day = int.Parse(digits, CultureInfo.InvariantCulture);
            else return null;
        }
        if (day is null || year is null || !Months.TryGetValue(Key(string.Join(' ', words)), out var month)) return null;
        return year >= 1000 && day >= 1 && day <= DateTime.DaysInMonth(year.Value, month) ? new DateOnly(year.Value, month, day.Value) : null;
    }

    // "27" or "27th".
    private static string? Digits(string part)
    {
        var digits = part.Length > 2 && part[^2..] is "st" or "nd" or "rd" or "th" ? part[..^2] : part;
        return digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>Lower case, with ASCII digits, single spaces and no direction marks.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(c) is var digit and >= 0) plain.Append((char)('0' + digit));
            else if (char.IsWhiteSpace(c)) plain.Append(plain.Length == 0 || plain[^1] == ' ' ? "" : " ");
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format) plain.Append(char.ToLowerInvariant(c));
        }
        return plain.ToString().TrimEnd();
    }

    // Arabic is typed with and without hamza, and with marks of vowels.
    private static string Key(string name) => string.Concat(name.Select(c => c switch
    {
        'أ' or 'إ' or 'آ' => "ا",
        'ى' => "ي",
        'ة' => "ه",
        >= '\u064B' and <= '\u0652' or '\u0640' => "",
        _ => c.ToString(),
    }));
}
