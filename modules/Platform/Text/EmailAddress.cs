using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WorkWell.Platform;

/// <summary>Why a text is not an e-mail address that mail can be sent to.</summary>
public enum EmailProblem
{
    /// <summary>It is not one address.</summary>
    NotAnAddress,

    /// <summary>There are several addresses in it.</summary>
    SeveralAddresses,

    /// <summary>Before the @ it has letters that most mail systems cannot deliver to.</summary>
    UnsupportedLetters,
}

/// <summary>
/// The one rule for e-mail addresses, for doors, pages, files, settings and carriers alike: what one of them takes, none of the others refuses. Addresses with
/// letters
/// other than English ones before the @ are refused, because neither GOV.UK Notify nor most mail servers deliver to them (decision 24).
/// </summary>
public static partial class EmailAddress
{
    /// <summary>The longest address a mail system has to take.</summary>
    public const int MaxLength = 254;

    private const int MaxGivenLength = 1000;

    /// <summary>Whether a text is an e-mail address as it stands, with nothing to mend.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for an address that every carrier can be given.</returns>
    public static bool IsValid(string? text) => text is { Length: > 2 and <= MaxLength } && Whole().IsMatch(text);

    /// <summary>Reads an address as people type, paste and dictate it, and mends what keyboards and other programs add to it.</summary>
    /// <param name="given">The text as given.</param>
    /// <returns>The address, or why it is none; neither when nothing was given.</returns>
    public static (string? Address, EmailProblem? Problem) Read(string? given)
    {
        if (string.IsNullOrWhiteSpace(given)) return default;
        if (IsValid(given)) return (given, null);
        if (given.Length > MaxGivenLength) return (null, EmailProblem.NotAnAddress);

        var text = WithoutWrapping(InPlainSigns(given));
        if (text.Length == 0) return (null, EmailProblem.NotAnAddress);
        var at = text.LastIndexOf('@');
        if (at != text.IndexOf('@', StringComparison.Ordinal))
            return (null, HasSeparator().IsMatch(text) ? EmailProblem.SeveralAddresses : EmailProblem.NotAnAddress);
        if (at <= 0) return (null, EmailProblem.NotAnAddress);

        var local = text[..at].TrimEnd();
        if (InAscii(text[(at + 1)..].TrimStart()) is not { } domain) return (null, EmailProblem.NotAnAddress);
        if (local.Any(letter => letter > '\x7F' && char.IsLetterOrDigit(letter))) return (null, EmailProblem.UnsupportedLetters);
        var address = $"{local}@{domain}";
        return IsValid(address) ? (address, null) : (null, EmailProblem.NotAnAddress);
    }

    // Keyboards turn ' into a typographic sign, and those of other scripts have a wide @ and wide or round dots. Marks that cannot be seen come with pasted
    // text.
    private static string InPlainSigns(string given)
    {
        var text = new StringBuilder(given.Length);
        foreach (var sign in given)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(sign) == UnicodeCategory.Format) continue;
            text.Append(sign switch
            {
                >= '！' and <= '～' => (char)(sign - '！' + '!'),
                '。' or '｡' or '．' => '.',
                '‘' or '’' or 'ʼ' or '´' => '\'',
                '‐' or '‑' or '‒' or '–' or '—' or '−' => '-',
                _ when char.IsWhiteSpace(sign) => ' ',
                _ => sign,
            });
        }
        return text.ToString();
    }

    // "mailto:name@example.org?subject=hello", "Name <name@example.org>", "name@example.org."
    private static string WithoutWrapping(string given)
    {
        var text = given.Trim();
        if (text.IndexOf('<', StringComparison.Ordinal) is >= 0 and var open && text.IndexOf('>', open) is > 0 and var close
            && text.IndexOf('<', open + 1) < 0) text = text[(open + 1)..close];
        text = text.Trim();
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) text = text["mailto:".Length..].Split('?')[0];
        return text.Trim(' ', '"', '“', '”', '(', ')', '[', ']', '<', '>', ',', ';', ':').TrimEnd('.').Trim();
    }

    // Names of domains in other scripts have a form in plain letters that every mail system knows.
    private static string? InAscii(string domain)
    {
        if (Ascii.IsValid(domain)) return domain;
        try
        {
            return new IdnMapping().GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"^(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
        + @"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+([A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,58}[A-Za-z0-9])\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"[\s,;/|&]|\bor\b|\band\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex HasSeparator();
}
