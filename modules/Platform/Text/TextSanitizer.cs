using System.Buffers;
using System.Globalization;
using System.Text;

namespace WorkWell.Platform;

/// <summary>How strictly a text is read.</summary>
public enum TextKind
{
    /// <summary>The name of a person or organisation: one line, in any script, without pictures or symbols.</summary>
    Name,

    /// <summary>One line.</summary>
    Line,

    /// <summary>Several lines of free text.</summary>
    Words,
}

/// <summary>The error of a text.</summary>
public enum TextErrorKind
{
    /// <summary>It has characters that cannot be seen.</summary>
    Hidden,

    /// <summary>It has characters that cannot be read.</summary>
    Unreadable,

    /// <summary>It has pictures or symbols where there are only letters.</summary>
    Symbol,

    /// <summary>It is longer than it may be.</summary>
    TooLong,
}

/// <summary>Normalises and sanitises user input: composed, trimmed, without invisible characters that could mislead a reader.</summary>
public static class TextSanitizer
{
    private const int MaxMarksOnOneLetter = 8;
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !\"#%&'()*,-./0123456789:;?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]_abcdefghijklmnopqrstuvwxyz{}");

    /// <summary>Cleans a text.</summary>
    /// <param name="given">The text as typed.</param>
    /// <param name="kind">How strictly it is read.</param>
    /// <param name="max">The most letters that it may have.</param>
    /// <returns>The text, null when nothing is left of it; whether direction marks were removed; or the error.</returns>
    public static (string? Text, bool MarksRemoved, TextErrorKind? Error) Clean(string? given, TextKind kind, int max)
    {
        if (string.IsNullOrEmpty(given)) return default;
        if (given.Length > max * 4) return (null, false, TextErrorKind.TooLong);
        // The usual case needs no further work.
        if (given.Length <= max && IsPlain(given)) return (given, false, null);

        var kept = new StringBuilder(given.Length);
        var marksRemoved = false;
        var marks = 0;
        for (var i = 0; i < given.Length;)
        {
            if (Rune.DecodeFromUtf16(given.AsSpan(i), out var rune, out var used) != System.Buffers.OperationStatus.Done)
                return (null, false, TextErrorKind.Unreadable);
            i += used;
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MaxMarksOnOneLetter) return (null, false, TextErrorKind.Unreadable);
            if (IsInvisible(rune, category)) marksRemoved = true;
            else if (ErrorOf(rune, category, kind) is { } error) return (null, false, error);
            else Append(kept, rune, category);
        }
        var text = kept.ToString().Normalize(NormalizationForm.FormC).Trim();
        if (text.Length > max) return (null, false, TextErrorKind.TooLong);
        return (text.Length == 0 ? null : text, marksRemoved, null);
    }

    private static bool IsPlain(string given) => given[0] != ' ' && given[^1] != ' ' && !given.AsSpan().ContainsAnyExcept(Plain);

    // Marks that turn or hide text can make a name read as another. The two joiners belong to the spelling of Gujarati, Persian and Arabic words.
    private static bool IsInvisible(Rune rune, UnicodeCategory category) => category == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);

    private static TextErrorKind? ErrorOf(Rune rune, UnicodeCategory category, TextKind kind) => category switch
    {
        UnicodeCategory.Control => kind == TextKind.Words && rune.Value is '\n' or '\r' or '\t' ? null : TextErrorKind.Hidden,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => kind == TextKind.Words ? null : TextErrorKind.Hidden,
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate => TextErrorKind.Unreadable,
        _ when rune == Rune.ReplacementChar => TextErrorKind.Unreadable,
        UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol when kind == TextKind.Name => TextErrorKind.Symbol,
        _ => null,
    };

    private static void Append(StringBuilder kept, Rune rune, UnicodeCategory category)
    {
        if (rune.Value == '\r') return;
        if (category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) kept.Append('\n');
        else if (category == UnicodeCategory.SpaceSeparator) kept.Append(' ');
        else if (rune.IsBmp) kept.Append((char)rune.Value);
        else kept.Append(rune.ToString());
    }
}
