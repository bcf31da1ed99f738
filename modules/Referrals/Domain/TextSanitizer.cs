using System.Buffers;
using System.Globalization;
using System.Text;

namespace WorkWell.Referrals;

/// <summary>How strict a text is read.</summary>
internal enum TextKind
{
    /// <summary>The name of a person or organisation: one line, in any script, without pictures or symbols.</summary>
    Name,

    /// <summary>One line.</summary>
    Line,

    /// <summary>Some lines of somebody's own words.</summary>
    Words,
}

/// <summary>What is wrong with a text.</summary>
internal enum TextErrorKind
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

/// <summary>Text as people type, paste and dictate it, made fit to keep: composed, trimmed, without what could mislead a reader.</summary>
internal static class TextSanitizer
{
    private const int MaxMarksOnOneLetter = 8;
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !\"#%&'()*,-./0123456789:;?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]_abcdefghijklmnopqrstuvwxyz{}");

    /// <summary>Cleans a text.</summary>
    /// <returns>The text, null when nothing is left of it; whether marks that turn the direction of text were taken out; or what is wrong with it.</returns>
    public static (string? Text, bool MarksRemoved, TextErrorKind? Fault) Clean(string? given, TextKind kind, int most)
    {
        if (string.IsNullOrEmpty(given)) return default;
        if (given.Length > most * 4) return (null, false, TextErrorKind.TooLong);
        // Nearly everything that is typed: there is nothing to take out, to compose or to look at twice.
        if (given.Length <= most && IsPlain(given)) return (given, false, null);

        var kept = new StringBuilder(given.Length);
        var marksRemoved = false;
        var idempotencyKeys = 0;
        for (var i = 0; i < given.Length;)
        {
            if (Rune.DecodeFromUtf16(given.AsSpan(i), out var rune, out var used) != System.Buffers.OperationStatus.Done)
                return (null, false, TextErrorKind.Unreadable);
            i += used;
            var category = Rune.GetUnicodeCategory(rune);
            idempotencyKeys = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? idempotencyKeys + 1 : 0;
            if (idempotencyKeys > MaxMarksOnOneLetter) return (null, false, TextErrorKind.Unreadable);
            if (IsInvisible(rune, category)) marksRemoved = true;
            else if (FaultOf(rune, category, kind) is { } fault) return (null, false, fault);
            else Append(kept, rune, category);
        }
        var text = kept.ToString().Normalize(NormalizationForm.FormC).Trim();
        if (text.Length > most) return (null, false, TextErrorKind.TooLong);
        return (text.Length == 0 ? null : text, marksRemoved, null);
    }

    private static bool IsPlain(string given) => given[0] != ' ' && given[^1] != ' ' && !given.AsSpan().ContainsAnyExcept(Plain);

    // Marks that turn or hide text can make a name read as another. The two joiners belong to the spelling of Gujarati, Persian and Arabic words.
    private static bool IsInvisible(Rune rune, UnicodeCategory category) => category == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);

    private static TextErrorKind? FaultOf(Rune rune, UnicodeCategory category, TextKind kind) => category switch
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
