using System.Text.RegularExpressions;
using PhoneNumbers;
using WorkWell.Platform;

namespace WorkWell.People.Contracts;

/// <summary>Why a text is not a telephone number on which a person can be reached.</summary>
public enum PhoneProblem
{
    /// <summary>It cannot be read as one number, but a person may understand it: stored as typed.</summary>
    NotReadable,

    /// <summary>There is no number in it.</summary>
    NotANumber,

    /// <summary>A spreadsheet has turned the number into something like 4.47701E+11, and its end is lost.</summary>
    Damaged,

    /// <summary>It is a short number, such as 999, or one that callers pay for: 09..., +1 900..., +979..., or by satellite, such as +8821...</summary>
    NotForContact,
}

/// <summary>
/// A telephone number, read the way people write it. Staff see what was typed. A number in an unknown range (such as 07700 900..., reserved for examples)
/// is accepted: new ranges open faster than the lists of them are updated.
/// </summary>
public sealed partial record PhoneNumber
{
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    private PhoneNumber(string international, int countryCode, bool takesTexts)
    {
        International = international;
        CountryCode = countryCode;
        TakesTextMessages = takesTexts;
    }

    /// <summary>As it is dialled from anywhere, such as +447700900123.</summary>
    public string International { get; }

    /// <summary>The calling code of its country, such as 44.</summary>
    public int CountryCode { get; }

    /// <summary>Whether text messages reach it: not a landline, nor a personal number.</summary>
    public bool TakesTextMessages { get; }

    /// <summary>Reads a number. Of several the first is taken.</summary>
    /// <param name="given">The number as typed, in the digits of any script.</param>
    /// <returns>The number, or why there is none; neither when nothing was given.</returns>
    public static (PhoneNumber? Number, PhoneProblem? Problem) Read(string? given)
    {
        if (string.IsNullOrWhiteSpace(given)) return default;
        if (SpreadsheetNumber.IsRounded(given)) return (null, PhoneProblem.Damaged);
        var digits = given.Count(char.IsDigit);
        if (digits == 0) return (null, PhoneProblem.NotANumber);
        if (digits < 7) return (null, PhoneProblem.NotForContact);
        if (Find(Mended(given)) is not { } found) return (null, PhoneProblem.NotReadable);

        var type = Numbers.GetNumberType(found);
        if (type is PhoneNumberType.PREMIUM_RATE or PhoneNumberType.VOICEMAIL or PhoneNumberType.PAGER || IsPaidByCallers(found))
            return (null, PhoneProblem.NotForContact);
        return (new(Numbers.Format(found, PhoneNumberFormat.E164), found.CountryCode, TakesTextsOf(found, type)), null);
    }

    /// <summary>The number in international form.</summary>
    /// <param name="given">The number as typed.</param>
    /// <returns>Such as +447700900123; null where it cannot be read as a number to reach a person.</returns>
    public static string? ToInternational(string? given) => Read(given).Number?.International;

    /// <summary>A number as people write it: 07700 900123, and with its country's code where that is another country.</summary>
    /// <param name="international">The number in international form.</param>
    /// <returns>The number in groups; as it came where it cannot be read; null where there is none.</returns>
    public static string? AsWritten(string? international)
    {
        if (international is null || Find(international) is not { } number) return international;
        return Numbers.Format(number, number.CountryCode == 44 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
    }

    /// <summary>Whether text messages reach a number.</summary>
    /// <param name="international">The number in international form.</param>
    /// <returns>False for a landline, and for what is no number in international form.</returns>
    public static bool TakesTexts(string? international) =>
        Read(international).Number is { } number && number.International == international && number.TakesTextMessages;

    // The letter O for a nought, and a plus sign before the nought of a national number.
    private static string Mended(string given)
    {
        var text = OForNought().Replace(given.Trim().Replace('＋', '+'), match => new string('0', match.Length));
        return text.StartsWith("+0", StringComparison.Ordinal) ? text[1..] : text;
    }

    private static PhoneNumbers.PhoneNumber? Find(string text)
    {
        try
        {
            if (Numbers.Parse(text, "GB") is var whole && IsPlausible(whole)) return whole;
        }
        catch (NumberParseException)
        {
            // More than one number, or words around it.
        }
        return Numbers.FindNumbers(text, "GB", PhoneNumberUtil.Leniency.POSSIBLE, 10).FirstOrDefault()?.Number is { } first && IsPlausible(first) ? first
            : null;
    }

    // After the nought ten digits for nearly all, nine for some old area codes and freephone numbers; none begins with 0, 4 or 6.
    private static bool IsPlausible(PhoneNumbers.PhoneNumber number)
    {
        if (Numbers.IsValidNumber(number)) return true;
        if (Numbers.IsPossibleNumberWithReason(number) != PhoneNumberUtil.ValidationResult.IS_POSSIBLE) return false;
        if (number.CountryCode != 44) return true;
        var national = Numbers.GetNationalSignificantNumber(number);
        return national[0] is not ('0' or '4' or '6') && (national.Length == 10 || (national.Length == 9 && national[0] is '1' or '8'));
    }

    // An unknown range of the United Kingdom goes by its first digits: 07 is mobile, but for 070 and 076. An unknown one elsewhere is not tried.
    private static bool TakesTextsOf(PhoneNumbers.PhoneNumber number, PhoneNumberType type) => type switch
    {
        PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE => true,
        PhoneNumberType.UNKNOWN => IsBritish(number, '7') && Numbers.GetNationalSignificantNumber(number)[1] is not ('0' or '6'),
        _ => false,
    };

    // Numbers of no country are networks of satellites and services at a price; +1 900 is the American 09, in ranges that are not all listed.
    private static bool IsPaidByCallers(PhoneNumbers.PhoneNumber number) =>
        IsBritish(number, '9') || Numbers.GetRegionCodeForCountryCode(number.CountryCode) == "001"
        || (number.CountryCode == 1 && Numbers.GetNationalSignificantNumber(number).StartsWith("900", StringComparison.Ordinal));

    private static bool IsBritish(PhoneNumbers.PhoneNumber number, char first) =>
        number.CountryCode == 44 && Numbers.GetNationalSignificantNumber(number)[0] == first;

    [GeneratedRegex(@"\b[oO]+(?=\d)|(?<=\d)[oO]+(?=\d|\b)", RegexOptions.CultureInvariant)]
    private static partial Regex OForNought();
}
