using System.Collections.Frozen;

namespace WorkWell.Referrals;

/// <summary>Removes placeholders such as "N/A" or 01/01/1900, which mean "not known".</summary>
internal sealed class Placeholder(List<InputWarning> warnings)
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        "na", "none", "nil", "null", "unknown", "notknown", "notgiven", "notprovided", "notapplicable", "notavailable", "noneknown", "noaddress",
        "noemail", "nophone", "tbc", "tba", "xx", "xxx");

    private static readonly string[] NoHome = ["no fixed abode", "no fixed address", "of no fixed abode", "n.f.a", "nfa", "homeless"];

    // The postcodes that health records use for "no fixed abode" and "address not known".
    private static readonly FrozenSet<string> NoPostcode = FrozenSet.Create("zz993vz", "zz993wz");

    // The first days of the calendars of spreadsheets and databases, and dates that are one digit repeated.
    private static readonly FrozenSet<DateOnly> NoDate = FrozenSet.Create(
        new DateOnly(1, 1, 1), new(1111, 11, 11), new(1753, 1, 1), new(1899, 12, 30), new(1899, 12, 31), new(1900, 1, 1), new(9999, 12, 31));

    public NewReferral Remove(NewReferral given) => given with
    {
        Person = Remove(given.Person),
        Practice = Known("practice", given.Practice),
        Place = Known("place", given.Place),
        Employer = given.Employer is not { } employer ? null : employer with
        {
            Email = Known("employer.email", employer.Email), Phone = Known("employer.phone", employer.Phone),
        },
        Referrer = given.Referrer is not { } referrer ? null : referrer with
        {
            Email = Known("referrer.email", referrer.Email), Phone = Known("referrer.phone", referrer.Phone),
        },
    };

    private PersonInput Remove(PersonInput person)
    {
        var known = person with
        {
            BornOn = BornOn(person.BornOn),
            NhsNumber = Known("person.nhsNumber", person.NhsNumber),
            Email = Known("person.email", person.Email),
            Phone = Known("person.phone", person.Phone),
            AddressLines = AddressLines(person.AddressLines),
            Postcode = Known("person.postcode", person.Postcode),
        };
        if (!HasAny(known) && HasAny(person) && warnings.All(warning => warning.Code != InputWarning.AddressNotKnown))
            warnings.Add(new("person.email", InputWarning.AddressNotKnown));
        return known;
    }

    private string? Known(string field, string? text)
    {
        if (text is null || !Is(text)) return text;
        warnings.Add(new(field, InputWarning.NotKnown));
        return null;
    }

    private DateOnly? BornOn(DateOnly? date)
    {
        if (date is not { } day || !NoDate.Contains(day)) return date;
        warnings.Add(new("person.bornOn", InputWarning.NotKnown));
        return null;
    }

    private IReadOnlyList<string> AddressLines(IReadOnlyList<string> lines)
    {
        if (!lines.Any(line => line is not null && Is(line))) return lines;
        // Without a home, what else the lines say is not where letters arrive.
        string[] known = lines.Any(line => line is not null && SaysNoHome(line)) ? [] : [.. lines.Where(line => line is null || !Is(line))];
        warnings.Add(new("person.addressLines", known.Length == 0 ? InputWarning.AddressNotKnown : InputWarning.NotKnown));
        return known;
    }

    private static bool Is(string text)
    {
        var letters = string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        if (letters.Length == 0) return text.Any(letter => letter is '-' or '.' or '?' or '/');
        return Words.Contains(letters) || NoPostcode.Contains(letters) || (letters.Length >= 7 && letters.All(letter => letter == '0')) || SaysNoHome(text);
    }

    private static bool SaysNoHome(string text)
    {
        var start = text.TrimStart();
        return NoHome.Any(words => start.StartsWith(words, StringComparison.OrdinalIgnoreCase)
            && (start.Length == words.Length || !char.IsLetterOrDigit(start[words.Length])));
    }

    private static bool HasAny(PersonInput person) => !string.IsNullOrWhiteSpace(person.Email) || !string.IsNullOrWhiteSpace(person.Phone)
        || person.AddressLines.Any(line => !string.IsNullOrWhiteSpace(line));
}
