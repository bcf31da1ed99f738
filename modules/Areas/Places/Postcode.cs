using System.Globalization;
using System.Text;

namespace WorkWell.Areas.Places;

/// <summary>A postcode packed into 32 bits, and a parser for postcodes as typed.</summary>
/// <param name="Key">The outward and inward parts as one number. Equal numbers are equal postcodes; the order has no meaning.</param>
internal readonly record struct Postcode(uint Key)
{
    /// <summary>The number of possible inward parts of a district.</summary>
    public const int InwardParts = 10 * 26 * 26;

    /// <summary>The number of possible districts.</summary>
    public const int DistrictNumbers = 26 * 27 * DistrictParts;

    private const int DistrictParts = 10 + 90 + (10 * 26); // "1", "10", "1A"
    private const int LongestTyped = 64;

    private static readonly bool[] KnownAreas = AreaTable("""
        AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX
        IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR
        SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
        """);

    /// <summary>The outward part as a number below <see cref="DistrictNumbers"/>.</summary>
    public int DistrictNumber => (int)(Key / InwardParts);

    /// <summary>The inward part as a number below <see cref="InwardParts"/>.</summary>
    public int InwardNumber => (int)(Key % InwardParts);

    /// <summary>The outward part, such as "LE4".</summary>
    public string District => string.Create(OutwardLength(Key), Key, WriteOutward);

    /// <inheritdoc/>
    public override string ToString() => string.Create(OutwardLength(Key) + 4, Key, (text, key) =>
    {
        WriteOutward(text[..^4], key);
        var inward = key % InwardParts;
        text[^4] = ' ';
        text[^3] = (char)('0' + (inward / 676));
        text[^2] = (char)('A' + (inward / 26 % 26));
        text[^1] = (char)('A' + (inward % 26));
    });

    /// <summary>
    /// Parses a postcode in any spacing, case or width. O and 0, and I and 1, are interchanged only when just one reading is valid: "LE1O OAA" is LE10 0AA,
    /// but "CO1" stays Colchester.
    /// </summary>
    /// <param name="text">The postcode as typed.</param>
    /// <param name="district">The district, if it can be read: "le4" alone gives "LE4".</param>
    /// <returns>The postcode, or null when the text does not have the format of one.</returns>
    public static Postcode? Read(string text, out string? district)
    {
        district = null;
        Span<char> letters = stackalloc char[7];
        var length = Clean(text, letters);
        if (length < 2) return null;
        var typed = letters[..length];
        if (length >= 5 && ReadInward(typed[^3..]) is { } inward && ReadOutward(typed[..^3]) is { } outward)
        {
            var postcode = new Postcode((uint)((outward * InwardParts) + inward));
            district = postcode.District;
            return postcode;
        }
        if (length <= 4 && ReadOutward(typed) is { } alone) district = new Postcode((uint)(alone * InwardParts)).District;
        return null;
    }

    private static int Clean(string text, Span<char> letters)
    {
        if (text.Length > LongestTyped) return -1;
        if (!Ascii.IsValid(text))
        {
            if (!IsWellFormed(text)) return -1;
            text = text.Normalize(NormalizationForm.FormKC); // full-width letters and digits become ASCII
        }
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                if (length == letters.Length) return -1;
                letters[length++] = char.IsAsciiLetterLower(c) ? (char)(c - 32) : c;
            }
            else if (!char.IsWhiteSpace(c) && c is not ('-' or '.') && char.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                return -1;
            }
        }
        return length;
    }

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) return false;
        }
        return true;
    }

    private static int? ReadInward(ReadOnlySpan<char> typed)
    {
        var digit = typed[0] switch { 'O' => '0', 'I' => '1', var c => c };
        if (!char.IsAsciiDigit(digit) || !char.IsAsciiLetter(typed[1]) || !char.IsAsciiLetter(typed[2])) return null;
        return ((((digit - '0') * 26) + typed[1] - 'A') * 26) + typed[2] - 'A';
    }

    private static int? ReadOutward(ReadOnlySpan<char> typed)
    {
        var asTyped = PackOutward(typed);
        if (asTyped is not null && IsKnownArea(typed)) return asTyped;
        int? onlyReading = null;
        Span<char> guess = stackalloc char[typed.Length];
        for (var swaps = 1; swaps < 1 << typed.Length; swaps++)
        {
            if (!TrySwap(typed, guess, swaps) || PackOutward(guess) is not { } reading || !IsKnownArea(guess)) continue;
            if (onlyReading is not null) return asTyped;
            onlyReading = reading;
        }
        return onlyReading ?? asTyped;
    }

    private static bool TrySwap(ReadOnlySpan<char> typed, Span<char> guess, int swaps)
    {
        for (var i = 0; i < typed.Length; i++)
        {
            guess[i] = typed[i];
            if ((swaps & (1 << i)) == 0) continue;
            guess[i] = typed[i] switch { 'O' => '0', '0' => 'O', 'I' => '1', '1' => 'I', _ => ' ' };
            if (guess[i] == ' ') return false;
        }
        return true;
    }

    private static int? PackOutward(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiLetter(text[0])) return null;
        var areaLength = char.IsAsciiLetter(text[1]) ? 2 : 1;
        return PackDistrict(text[areaLength..]) is { } district ? (AreaNumber(text[..areaLength]) * DistrictParts) + district : null;
    }

    private static int? PackDistrict(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 2 || !char.IsAsciiDigit(text[0])) return null;
        var digit = text[0] - '0';
        if (text.Length == 1) return digit;
        // No district has a leading zero or ends in I or O, so typing errors can be recognised.
        if (char.IsAsciiDigit(text[1])) return digit == 0 ? null : (digit * 10) + text[1] - '0';
        return text[1] is 'I' or 'O' ? null : 100 + (digit * 26) + text[1] - 'A';
    }

    private static int OutwardLength(uint key)
    {
        var outward = key / InwardParts;
        var area = outward / DistrictParts % 27 == 0 ? 1 : 2;
        return area + (outward % DistrictParts < 10 ? 1 : 2);
    }

    private static void WriteOutward(Span<char> text, uint key)
    {
        var outward = key / InwardParts;
        var area = outward / DistrictParts;
        var district = outward % DistrictParts;
        text[0] = (char)('A' + (area / 27));
        var at = 1;
        if (area % 27 > 0) text[at++] = (char)('A' + (area % 27) - 1);
        if (district >= 100)
        {
            text[at++] = (char)('0' + ((district - 100) / 26));
            text[at] = (char)('A' + ((district - 100) % 26));
            return;
        }
        if (district >= 10) text[at++] = (char)('0' + (district / 10));
        text[at] = (char)('0' + (district % 10));
    }

    private static int AreaNumber(ReadOnlySpan<char> area) => ((area[0] - 'A') * 27) + (area.Length == 2 ? area[1] - 'A' + 1 : 0);

    private static bool IsKnownArea(ReadOnlySpan<char> outward) => KnownAreas[AreaNumber(outward[..(char.IsAsciiLetter(outward[1]) ? 2 : 1)])];

    private static bool[] AreaTable(string areas)
    {
        var known = new bool[26 * 27];
        foreach (var area in areas.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) known[AreaNumber(area)] = true;
        return known;
    }
}
