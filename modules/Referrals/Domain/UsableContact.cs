using WorkWell.People.Contracts;

namespace WorkWell.Referrals;

/// <summary>Decides which contact details messages about the person may use. What they may not use is left out with a warning.</summary>
internal static class UsableContact
{
    public static NewReferral Of(NewReferral referral, List<InputWarning> warnings) => NotOfReferrer(Posted(referral, warnings), warnings);

    private static NewReferral Posted(NewReferral referral, List<InputWarning> warnings)
    {
        if (referral.Person.AddressLines is not [.., var last] lines) return referral;
        var person = referral.Person;
        if (person.Postcode is null && PostalAddress.SplitPostcode(last) is { } found)
            person = person with { Postcode = found.Postcode, AddressLines = [.. lines.SkipLast(1), .. found.Before.Length > 0 ? [found.Before] : NoLines] };
        string[] whole = person.Postcode is { } postcode ? [.. person.AddressLines, postcode] : [.. person.AddressLines];
        if (!PostalAddress.CanBePosted(whole)) warnings.Add(new("person.addressLines", InputWarning.AddressIncomplete));
        return referral with { Person = person };
    }

    // The referrer would read messages meant for the person alone.
    private static NewReferral NotOfReferrer(NewReferral referral, List<InputWarning> warnings)
    {
        if (referral is not { Referrer: { } referrer, Person: { } person }) return referral;
        if (person.Email is not null && string.Equals(person.Email, referrer.Email, StringComparison.OrdinalIgnoreCase))
        {
            warnings.Add(new("person.email", InputWarning.AddressOfReferrer));
            (person, referrer) = (person with { Email = null }, referrer with { ProgressAllowed = false });
        }
        if (person.Phone is not null && IsSamePhone(person.Phone, referrer.Phone))
        {
            warnings.Add(new("person.phone", InputWarning.AddressOfReferrer));
            person = person with { Phone = null };
        }
        return referral with { Person = person, Referrer = referrer };
    }

    private static bool IsSamePhone(string one, string? other) =>
        one == other || (PhoneNumber.ToInternational(one) is { } number && number == PhoneNumber.ToInternational(other));

    private static readonly string[] NoLines = [];
}
