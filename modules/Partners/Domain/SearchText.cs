using System.Globalization;
using System.Text;

namespace WorkWell.Partners;

/// <summary>Normalises text for search, ignoring case, accents and punctuation in any script, and compares words.</summary>
internal static class SearchText
{
    private const int LongestText = 200;

    // Letters that Unicode does not decompose but that people type without their accents.
    private static readonly Dictionary<int, string> Apart = new()
    {
        ['ø'] = "o", ['ł'] = "l", ['đ'] = "d", ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ı'] = "i",
        ['ى'] = "ي", ['ة'] = "ه", ['ؤ'] = "و", ['ئ'] = "ي", ['ٱ'] = "ا", ['ک'] = "ك", ['ی'] = "ي",
    };

    /// <summary>Splits a text into words.</summary>
    /// <param name="text">Any text; everything after 200 characters is ignored.</param>
    /// <returns>The normalised words.</returns>
    public static string[] Words(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var folded = new StringBuilder(text.Length);
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormKD).EnumerateRunes()) Fold(rune, folded);
        return folded.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Scores a typed word against another word.</summary>
    /// <param name="typed">A normalised word.</param>
    /// <param name="word">The other word.</param>
    /// <returns>3: equal; 2: a prefix; 1: equal except for a spelling error; 0: different.</returns>
    public static int Likeness(string typed, string word)
    {
        if (Beginning(typed, word) is var beginning and > 0) return beginning;
        // In short words one changed letter makes a different word.
        var slips = Math.Min(typed.Length, word.Length) switch { >= 9 => 2, >= 5 => 1, _ => 0 };
        return slips > 0 && Math.Abs(typed.Length - word.Length) <= slips && Distance(typed, word) <= slips ? 1 : 0;
    }

    /// <summary>Scores a typed word as a prefix of another, without tolerating spelling errors.</summary>
    /// <param name="typed">A normalised word.</param>
    /// <param name="word">The other word.</param>
    /// <returns>3: equal; 2: a prefix; 0: neither.</returns>
    public static int Beginning(string typed, string word) => typed == word ? 3 : typed.Length >= 3 && word.StartsWith(typed, StringComparison.Ordinal) ? 2 : 0;

    private static void Fold(Rune rune, StringBuilder folded)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (category == UnicodeCategory.Format || IsAccent(rune) || rune.Value is '\'' or '’' or '\u0640') return;
        var lower = Rune.ToLowerInvariant(rune);
        if (Apart.TryGetValue(lower.Value, out var letters)) folded.Append(letters);
        else if (category == UnicodeCategory.DecimalDigitNumber) folded.Append((int)Rune.GetNumericValue(rune));
        // In Gujarati and other Indian scripts a mark is a vowel; without it the word is different.
        else if (Rune.IsLetter(rune) || category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) folded.Append(lower);
        else folded.Append(' ');
    }

    // Accents of Latin, Greek and Cyrillic letters, and Arabic vowel signs, which are mostly left out in writing.
    private static bool IsAccent(Rune rune) =>
        rune.Value is (>= 0x0300 and <= 0x036F) or (>= 0x0610 and <= 0x061A) or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x06D6 and <= 0x06DC) or (
        >= 0x06DF and <= 0x06E8) or (>= 0x06EA and <= 0x06ED);

    // Lone surrogates cannot be normalised, so they become U+FFFD, which is not a letter.
    private static string WellFormed(string text)
    {
        var whole = new StringBuilder(Math.Min(text.Length, LongestText));
        foreach (var rune in text.EnumerateRunes())
        {
            if (whole.Length >= LongestText) break;
            whole.Append(rune);
        }
        return whole.ToString();
    }

    // Edit distance: insertions, deletions, substitutions and transpositions.
    private static int Distance(string one, string other)
    {
        var rows = new int[3, other.Length + 1];
        for (var j = 0; j <= other.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            var (row, above, twoAbove) = (i % 3, (i + 2) % 3, (i + 1) % 3);
            rows[row, 0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = rows[above, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                rows[row, j] = Math.Min(changed, Math.Min(rows[above, j], rows[row, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    rows[row, j] = Math.Min(rows[row, j], rows[twoAbove, j - 2] + 1);
            }
        }
        return rows[one.Length % 3, other.Length];
    }
}
