using WorkWell.Platform;

namespace WorkWell.People.Contracts;

/// <summary>The ways a message can travel.</summary>
public enum Channel
{
    /// <summary>E-mail.</summary>
    Email,

    /// <summary>Text message.</summary>
    Sms,

    /// <summary>Letter.</summary>
    Letter,
}

/// <summary>How and when it is safe to reach a person.</summary>
public sealed record ContactPreferences
{
    /// <summary>The channel the person would rather have; null: whichever is there.</summary>
    public Channel? Preferred { get; init; }

    /// <summary>Channels the person does not want.</summary>
    public IReadOnlyList<Channel> Stopped { get; init; } = [];

    /// <summary>Whether a voicemail may be left; null: not asked.</summary>
    public bool? VoicemailIsSafe { get; init; }

    /// <summary>When it is safe to call, in the person's own words.</summary>
    public string? SafeTimes { get; init; }

    /// <summary>Whether an interpreter is needed.</summary>
    public bool NeedsInterpreter { get; init; }

    /// <summary>Formats asked for, by code: <see cref="ContactFormats"/>.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];
}

/// <summary>Formats in which a person may ask to be written or spoken to.</summary>
public static class ContactFormats
{
    /// <summary>Large print.</summary>
    public const string LargePrint = "large-print";

    /// <summary>Easy read: short sentences with pictures.</summary>
    public const string EasyRead = "easy-read";

    /// <summary>British Sign Language.</summary>
    public const string Bsl = "bsl";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [LargePrint, EasyRead, Bsl];
}

/// <summary>A person as a door gives them. Text is NFC; an NHS number is kept as given even when its check digit is wrong.</summary>
public sealed record NewPerson
{
    /// <summary>Given names.</summary>
    public required string GivenName { get; init; }

    /// <summary>Family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>Date of birth.</summary>
    public DateOnly? BornOn { get; init; }

    /// <summary>The NHS number as given.</summary>
    public string? NhsNumber { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number as given.</summary>
    public string? Phone { get; init; }

    /// <summary>Address lines without the postcode.</summary>
    public IReadOnlyList<string> AddressLines { get; init; } = [];

    /// <summary>The postcode as it is written, or as it was given when it is not one.</summary>
    public string? Postcode { get; init; }

    /// <summary>The language to write in, as a BCP 47 tag.</summary>
    public string Language { get; init; } = "en";

    /// <summary>How to reach them.</summary>
    public ContactPreferences Contact { get; init; } = new();

    /// <summary>Consents by purpose: "service", "share-with-partners", "contact-employer", "evaluation", "trial". A purpose that is absent was not asked.</summary>
    public IReadOnlyDictionary<string, bool> Consents { get; init; } = new Dictionary<string, bool>();

    /// <summary>How the consents were given: a code such as "form" or "spoken"; null: at the door named by the actor.</summary>
    public string? ConsentsGivenHow { get; init; }

    /// <summary>True for invented people of a demonstration.</summary>
    public bool IsDemonstration { get; init; }
}

/// <summary>What changes about reaching a person. A member that is null stays as it is.</summary>
public sealed record ContactChange
{
    /// <summary>E-mail address; empty: there is none any more.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number as given; empty: there is none any more.</summary>
    public string? Phone { get; init; }

    /// <summary>Address lines without the postcode.</summary>
    public IReadOnlyList<string>? AddressLines { get; init; }

    /// <summary>The postcode; empty: not known any more.</summary>
    public string? Postcode { get; init; }

    /// <summary>The language to write in, as a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>How to reach them. Replaces all of it, stopped channels too.</summary>
    public ContactPreferences? Contact { get; init; }
}

/// <summary>What somebody says of themselves to show who they are. Any one that fits is enough.</summary>
public sealed record OwnDetails
{
    /// <summary>Date of birth.</summary>
    public DateOnly? BornOn { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number as typed.</summary>
    public string? Phone { get; init; }
}

/// <summary>Somebody who may be the same person as another. For a person to look at: nothing is ever merged by itself.</summary>
/// <param name="PersonId">The person asked about.</param>
/// <param name="OtherId">Who it may be.</param>
/// <param name="Because">A code: "same-nhs-number", "same-name-and-birth-date", "same-phone".</param>
public sealed record LikelyDuplicate(Guid PersonId, Guid OtherId, string Because);

/// <summary>What a message needs to know of a person.</summary>
public sealed record ContactCard
{
    /// <summary>The person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Given names.</summary>
    public required string GivenName { get; init; }

    /// <summary>Given and family names.</summary>
    public required string FullName { get; init; }

    /// <summary>The language to write in.</summary>
    public required string Language { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number in international form where it could be read, such as +447700900123.</summary>
    public string? Phone { get; init; }

    /// <summary>What was typed as the telephone number, for people who ring.</summary>
    public string? PhoneAsGiven { get; init; }

    /// <summary>Address lines, postcode last.</summary>
    public IReadOnlyList<string> AddressLines { get; init; } = [];

    /// <summary>How to reach them.</summary>
    public ContactPreferences Contact { get; init; } = new();

    /// <summary>Channels whose address turned out dead, as long as the person still has that address.</summary>
    public IReadOnlyList<Channel> Undeliverable { get; init; } = [];
}

/// <summary>People: contact details, language, preferences, consents and likely duplicates.</summary>
public interface IPeople
{
    /// <summary>Registers a person. Likely duplicates in the same area are linked for review, never merged.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="person">The person.</param>
    /// <returns>The new person's id.</returns>
    Guid Register(Change change, string area, NewPerson person);

    /// <summary>Reads contact cards.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="people">The ids.</param>
    /// <param name="stop">Stops the read.</param>
    /// <returns>Cards by id; ids out of the actor's reach are absent.</returns>
    Task<IReadOnlyDictionary<Guid, ContactCard>> ContactsAsync(Actor actor, IReadOnlyCollection<Guid> people, CancellationToken stop);

    /// <summary>Whether what somebody says of themselves fits what we hold.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="person">The person.</param>
    /// <param name="details">What they say.</param>
    /// <param name="stop">Stops the read.</param>
    /// <returns>True when at least one of the details fits; nothing says which.</returns>
    Task<bool> FitsAsync(Actor actor, Guid person, OwnDetails details, CancellationToken stop);

    /// <summary>Stops a channel for a person, because they asked. It stays stopped whatever the address.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="person">The person.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="reason">A code: "asked".</param>
    void StopChannel(Change change, Guid person, Channel channel, string reason);

    /// <summary>Notes that the address a person has for a channel is dead. The channel is closed until the address is corrected.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="person">The person.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="sentAt">When the message that did not arrive was sent. An address that was changed since is another one, and stays open.</param>
    /// <param name="reason">A code, such as "no-such-address".</param>
    void MarkUndeliverable(Change change, Guid person, Channel channel, DateTimeOffset sentAt, string reason);

    /// <summary>Changes contact details, language or preferences. An address that is corrected is open again, even when it is the same as before.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="person">The person.</param>
    /// <param name="contact">What changes.</param>
    /// <param name="reason">A code: "asked", "corrected".</param>
    void ChangeContact(Change change, Guid person, ContactChange contact, string reason);

    /// <summary>Records an answer to a question of consent, given after the referral.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="person">The person.</param>
    /// <param name="purpose">The purpose, such as "share-with-partners".</param>
    /// <param name="isGiven">Yes or no.</param>
    /// <param name="how">A code such as "form" or "spoken".</param>
    void RecordConsent(Change change, Guid person, string purpose, bool isGiven, string how);

    /// <summary>Reads what a person agreed to and refused, as it stands now.</summary>
    /// <param name="change">The change that depends on it.</param>
    /// <param name="person">The person.</param>
    /// <param name="stop">Stops the read.</param>
    /// <returns>The newest answer to each purpose. A purpose that is absent was not asked.</returns>
    Task<IReadOnlyDictionary<string, bool>> ConsentsAsync(Change change, Guid person, CancellationToken stop);

    /// <summary>Reads who may be the same person, found from either side.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="person">The person.</param>
    /// <param name="stop">Stops the read.</param>
    /// <returns>The links; none out of the actor's reach.</returns>
    Task<IReadOnlyList<LikelyDuplicate>> LikelyDuplicatesAsync(Actor actor, Guid person, CancellationToken stop);
}
