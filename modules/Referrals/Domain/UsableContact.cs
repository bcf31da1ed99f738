using WorkWell.People.Contracts;

namespace WorkWell.Referrals;

/// <summary>Decides which contact details messages about the person may use. What they may not use is left out with a warning.</summary>
internal static class UsableContact
{
    public static NewReferral Of(NewReferral referral, List<InputWarning> warnings)
    {
        var usable = NotOfReferrer(Posted(referral, warnings), warnings);
        if (usable.Safety.IsInDanger == true && SharedMailbox.Is(usable.Person.Email)) warnings.Add(new("person.email", InputWarning.SharedMailbox));
        if (HasGiven(usable.Person) && !HasWay(usable.Person)) warnings.Add(new("person.contact.never", InputWarning.NoWayLeft));
        return usable;
    }

    private static bool HasGiven(PersonInput person) => person.Email is not null || person.Phone is not null || person.AddressLines.Count > 0;

    /// <summary>Whether one of the ways that were given may be used.</summary>
    public static bool HasWay(PersonInput person) =>
        (person.Email is not null && !person.Contact.Stopped.Contains(Channel.Email))
        || (person.Phone is not null && !(person.Contact.Stopped.Contains(Channel.Sms) && person.Contact.Never.Contains(NeverWords.Call)))
        || (person.AddressLines.Count > 0 && !person.Contact.Stopped.Contains(Channel.Letter));

    /// <summary>Takes a postcode out of the last line of a corrected address. The one of the home before would stay otherwise.</summary>
    public static ContactChange Posted(ContactChange contact)
    {
        if (!string.IsNullOrEmpty(contact.Postcode) || contact.AddressLines is not [.., var last] lines) return contact;
        return PostalAddress.SplitPostcode(last) is not { } found ? contact
            : contact with { Postcode = found.Postcode, AddressLines = [.. lines.SkipLast(1), .. found.Before.Length > 0 ? [found.Before] : NoLines] };
    }

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
