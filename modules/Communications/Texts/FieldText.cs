using System.Buffers;
using System.Globalization;
using System.Text;
using WorkWell.Communications.Contracts;

namespace WorkWell.Communications.Texts;

/// <summary>Sanitises values for messages and writes them in the reader's language.</summary>
internal static class FieldText
{
    /// <summary>Longer values are truncated; no name or address is that long.</summary>
    public const int MaxLength = 2_000;

    private const int MaxGreeting = 60;
    private const char FirstStrongIsolate = '\u2068';
    private const char LeftToRightIsolate = '\u2066';
    private const char EndOfIsolate = '\u2069';

    // Line breaks, direction marks and invisible characters. Joiners are kept because Gujarati needs them.
    private static readonly SearchValues<char> Unwanted = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code),
         '\u061C', '\u200B', '\u200E', '\u200F', '\u2028', '\u2029', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069',
         '\uFEFF', '\uFFFE', '\uFFFF']);

    // Full stops, at signs and slashes, in every script that programs read as those of an address.
    private static readonly SearchValues<char> LinkSigns = SearchValues.Create("./@。．｡․﹒＠﹫／⁄∕");

    private static readonly SearchValues<char> NotInLinks = SearchValues.Create("\"'<>`()[]{}|\\^");

    /// <summary>Replaces control characters and line breaks with single spaces, so that no value can start a header, a line or a list.</summary>
    public static string OneLine(string value)
    {
        if (!value.AsSpan().ContainsAny(Unwanted)) return value;
        var line = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (!Unwanted.Contains(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ' && (char.IsControl(c) || c is '\u2028' or '\u2029')) line.Append(' ');
        }
        return line.ToString().Trim();
    }

    /// <summary>Writes a value of a kind in a language; null when it is not valid for that kind.</summary>
    public static string? Write(FieldKind kind, string value, LanguageFacts language)
    {
        if (value.Length == 0) return "";
        return kind switch
        {
            FieldKind.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? language.Write(day)
                : null,
            FieldKind.Time => TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? language.Write(time)
                : null,
            FieldKind.Length => LengthOfTime.Parse(value) is { } length ? language.Write(length) : null,
            FieldKind.Link => IsLink(value) ? value : null,
            FieldKind.Email => OneLine(value),
            FieldKind.Name => AsName(Words(value)),
            _ => Words(value),
        };
    }

    /// <summary>Encloses a value in Unicode isolates if its text direction may differ from the message's.</summary>
    public static string Isolate(FieldKind kind, string value, bool inRightToLeft)
    {
        if (value.Length == 0 || kind is FieldKind.Date or FieldKind.Time or FieldKind.Length or FieldKind.Link) return value;
        if (inRightToLeft) return string.Create(
            value.Length + 2, (value, kind), static (span, state) =>
            Enclose(span, state.value, state.kind is FieldKind.Name or FieldKind.Words ? FirstStrongIsolate : LeftToRightIsolate));
        return RunsRightToLeft(value) ? string.Create(value.Length + 2, value, static (span, text) => Enclose(span, text, FirstStrongIsolate)) : value;
    }

    private static void Enclose(Span<char> span, string value, char mark)
    {
        span[0] = mark;
        value.CopyTo(span[1..]);
        span[^1] = EndOfIsolate;
    }

    // Hebrew, Arabic, Syriac, Thaana, N'Ko and the presentation forms.
    private static bool RunsRightToLeft(string value) =>
        value.AsSpan().ContainsAnyInRange('\u0590', '\u08FF') || value.AsSpan().ContainsAnyInRange('\uFB1D', '\uFDFF')
        || value.AsSpan().ContainsAnyInRange('\uFE70', '\uFEFC');

    private static string Words(string value)
    {
        if (value.Length > MaxLength) value = value[..MaxLength];
        if (Ascii.IsValid(value) && !value.AsSpan().ContainsAny(Unwanted)) return WithoutMarkup(value);
        return WithoutMarkup(OneLine(Repaired(value)).Normalize());
    }

    // An unpaired surrogate cannot be encoded and would stop the whole message.
    private static string Repaired(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i])) continue;
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1])) i++;
            else return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)).Replace("\uFFFD", "", StringComparison.Ordinal);
        }
        return value;
    }

    // GOV.UK Notify interprets "((field))" and Markdown links. A space between the brackets prevents both.
    private static string WithoutMarkup(string value)
    {
        if (value.Contains("((", StringComparison.Ordinal))
            value = value.Replace("((", "( (", StringComparison.Ordinal).Replace("((", "( (", StringComparison.Ordinal);
        if (value.Contains("](", StringComparison.Ordinal)) value = value.Replace("](", "] (", StringComparison.Ordinal);
        return value;
    }

    /// <summary>
    /// A name as it may stand in a greeting: letters alone, and no more words than names have. What else somebody typed as a name, such as an address or a
    /// sentence with a number to ring, goes to nobody.
    /// </summary>
    /// <param name="name">The name as it was typed.</param>
    /// <param name="maxWords">How many words such a name has.</param>
    /// <returns>The name; empty where it is not one to greet by.</returns>
    public static string ForGreeting(string? name, int maxWords)
    {
        var text = OneLine(name ?? "");
        if (text.Length > MaxGreeting || text.Count(letter => letter == ' ') >= maxWords) return "";
        for (var i = 0; i < text.Length; i++)
        {
            // A full stop ends an initial or "St."; within a word it makes an address.
            var isPartOfName = char.IsLetter(text[i]) || char.IsSurrogate(text[i]) || text[i] is ' ' or '-' or '\'' or '’' or 'ʼ' or '\u200C' or '\u200D'
                || char.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                || (text[i] == '.' && (i + 1 == text.Length || text[i + 1] == ' '));
            if (!isPartOfName) return "";
        }
        return text;
    }

    // A name can come from a stranger, so mail programs must not turn it into a link. The signs of other scripts are read like our own.
    private static string AsName(string value)
    {
        if (value.Length > 150) value = value[..(char.IsHighSurrogate(value[149]) ? 149 : 150)];
        if (!value.AsSpan().ContainsAny(LinkSigns)) return value;
        var name = new StringBuilder(value.Length + 4);
        for (var i = 0; i < value.Length; i++)
        {
            name.Append(value[i]);
            if (i + 1 < value.Length && LinkSigns.Contains(value[i])
                && (IsSlash(value[i]) ? IsSlash(value[i + 1]) : char.IsLetterOrDigit(value[i + 1]) || char.IsSurrogate(value[i + 1])))
                name.Append(' ');
        }
        return name.ToString();
    }

    private static bool IsSlash(char sign) => sign is '/' or '／' or '⁄' or '∕';

    private static bool IsLink(string value)
    {
        if (value.Length > MaxLength || value.AsSpan().ContainsAnyExceptInRange('!', '~') || value.AsSpan().ContainsAny(NotInLinks)) return false;
        const string secure = "https://";
        if (value.StartsWith(secure, StringComparison.Ordinal))
            return value.Length > secure.Length && char.IsAsciiLetterOrDigit(value[secure.Length]) && !value.Contains('@', StringComparison.Ordinal);
        return Uri.TryCreate(value, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttp && link.IsLoopback;
    }
}
