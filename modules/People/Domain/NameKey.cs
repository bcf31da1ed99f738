using System.Globalization;
using System.Text;

namespace WorkWell.People;

/// <summary>
/// A key that is the same for names that sound alike: the consonants of the first given and the last family name, folded into classes, in either order.
/// Accents, vowels, doubled letters, "ph" or "f" and the script make no difference: Muhammad, Mohamed and محمد meet, and so do Patel and પટેલ. It only
/// suggests a check by staff, together with the same date of birth, so a false match is better than a missed one.
/// </summary>
internal static class NameKey
{
    /// <summary>Stands for a vowel at the start; vowels elsewhere are dropped.</summary>
    private const char Vowel = 'a';

    public static string Of(string givenName, string familyName)
    {
        var given = Tokens(givenName).FirstOrDefault() ?? "";
        var family = Tokens(familyName).LastOrDefault() ?? "";
        return string.CompareOrdinal(given, family) <= 0 ? $"{given} {family}" : $"{family} {given}";
    }

    /// <summary>How each part of a name sounds. Parts without a consonant or a vowel at the start sound like nothing, and are left out.</summary>
    public static IEnumerable<string> SoundsOf(string name) => Tokens(name).Where(sound => sound.Length > 0);

    private static IEnumerable<string> Tokens(string name) =>
        name.Normalize(NormalizationForm.FormKD).ToLowerInvariant()
            .Split([' ', '-', '‐', '‑', '–', '\u00a0', '.', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where(token => token is not ("al" or "el" or "ال" or "mr" or "mrs" or "ms" or "dr"))
            .Select(token => Sound(token is "abdul" or "abdel" or "abdal" ? "abd" : token));

    private static string Sound(string token)
    {
        var letters = Letters(token);
        var key = new StringBuilder(letters.Length);
        for (var i = 0; i < letters.Length; i++)
        {
            var c = letters[i];
            if (i > 0 && c == letters[i - 1]) continue;
            var next = i + 1 < letters.Length ? letters[i + 1] : '\0';
            if (c == 'p' && next == 'h') c = 'f';
            else if (c == 'c' && next == 'k') continue;
            else if (c == 'c') c = next is 'e' or 'i' or 'y' ? 's' : 'k';
            else if (c == 'g' && next == 'h' && i > 0 && IsVowel(letters[i - 1]) && (i + 2 == letters.Length || !IsVowel(letters[i + 2]))) continue;
            else if ((c is 'w' or 'و') && i > 0) continue;
            if (!IsVowel(c)) key.Append(Class(c));
            else if (i == 0) key.Append(Vowel);
        }
        return key.ToString();
    }

    // Without what carries no sound: combining accents, marks of vowels, apostrophes; and without the Arabic article.
    private static string Letters(string token)
    {
        var text = token.Length > 4 && token.StartsWith("ال", StringComparison.Ordinal) ? token[2..] : token;
        return string.Concat(text.Where(c => char.IsLetter(c) || c == AnusvaraOfGujarati));
    }

    private const char AnusvaraOfGujarati = 'ં';

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'æ' or 'ø' or 'œ' or 'ı' or 'ə'
        or 'ا' or 'أ' or 'إ' or 'آ' or 'ٱ' or 'ع' or 'ء' or 'ئ' or 'ؤ' or 'ي' or 'ى' or 'ی' or 'ې' or 'ے'
        or (>= 'અ' and <= 'ઔ') or 'ય';

    /// <summary>The letter of the class a letter sounds in. Letters of other scripts stand for themselves.</summary>
    private static string Class(char c) => c switch
    {
        'h' or 'ح' or 'ه' or 'ھ' or 'ة' or 'ہ' or 'હ' => "",
        'j' or 'ج' or 'غ' or 'گ' or 'ગ' or 'ઘ' or 'જ' or 'ઝ' => "g",
        'q' or 'ك' or 'ک' or 'ق' or 'خ' or 'چ' or 'ક' or 'ખ' or 'ચ' or 'છ' => "k",
        'x' => "ks",
        'z' or 'ß' or 'س' or 'ص' or 'ش' or 'ز' or 'ظ' or 'ذ' or 'શ' or 'ષ' or 'સ' => "s",
        'v' or 'w' or 'و' or 'ف' or 'ڤ' or 'વ' or 'ફ' => "f",
        'ب' or 'બ' or 'ભ' => "b",
        'پ' or 'પ' => "p",
        'þ' or 'ت' or 'ث' or 'ط' or 'ٹ' or 'ટ' or 'ઠ' or 'ત' or 'થ' => "t",
        'đ' or 'ð' or 'د' or 'ض' or 'ડ' or 'ઢ' or 'દ' or 'ધ' => "d",
        'ł' or 'ل' or 'લ' or 'ળ' => "l",
        'م' or 'મ' => "m",
        'ن' or 'ں' or 'ન' or 'ણ' or 'ઙ' or 'ઞ' or AnusvaraOfGujarati => "n",
        'ر' or 'ર' => "r",
        _ => c.ToString(CultureInfo.InvariantCulture),
    };
}
