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

    /// <summary>Whether the person must never be called. Staff see it wherever they see a telephone number.</summary>
    public bool NeverCall { get; init; }

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

/// <summary>A person to register. Text is NFC; an NHS number is stored as given even with a wrong check digit.</summary>
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

    /// <summary>
    /// Consents by purpose: "service", "share-with-partners", "contact-employer", "evaluation", "trial". A purpose that is absent was not asked.
    /// </summary>
    public IReadOnlyDictionary<string, bool> Consents { get; init; } = new Dictionary<string, bool>();

    /// <summary>How the consents were given: a code such as "form" or "spoken"; null: with the referral, by the actor.</summary>
    public string? ConsentsGivenHow { get; init; }

    /// <summary>Whether somebody endangers the person, who may read what they are sent.</summary>
    public bool IsInDanger { get; init; }

    /// <summary>True for invented people of a demonstration.</summary>
    public bool IsDemonstration { get; init; }
}

/// <summary>What changes about reaching a person. A member that is null stays as it is.</summary>
public sealed record ContactChange
{
    /// <summary>E-mail address; empty: remove it.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number as given; empty: remove it.</summary>
    public string? Phone { get; init; }

    /// <summary>Address lines without the postcode.</summary>
    public IReadOnlyList<string>? AddressLines { get; init; }

    /// <summary>The postcode; empty: remove it.</summary>
    public string? Postcode { get; init; }

    /// <summary>The language to write in, as a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>How to reach them. Replaces all of it, stopped channels too.</summary>
    public ContactPreferences? Contact { get; init; }
}

/// <summary>Details by which a person proves who they are. Any one that matches is enough.</summary>
public sealed record OwnDetails
{
    /// <summary>Date of birth.</summary>
    public DateOnly? BornOn { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number as typed.</summary>
    public string? Phone { get; init; }
}

/// <summary>A record that may be of the same human being. Staff decide: nothing is merged automatically.</summary>
/// <param name="OtherId">The other record.</param>
/// <param name="Because">
/// Which facts match or speak against it, as codes of <see cref="DuplicateReasons"/>; none for a record that a person settled without such a match.
/// </param>
/// <param name="IsSame">What staff settled; null: not settled.</param>
public sealed record LikelyDuplicate(Guid OtherId, IReadOnlyList<string> Because, bool? IsSame)
{
    /// <summary>Whether a fact matches that two people rarely share. A telephone or an e-mail address is shared by families and hostels.</summary>
    public bool IsStrong => Because.Contains(DuplicateReasons.NhsNumber) || Because.Contains(DuplicateReasons.NameAndBirthDate)
        || Because.Contains(DuplicateReasons.SimilarNameAndBirthDate);
}

/// <summary>The facts by which two records are likely to be of one human being, and one that speaks against it.</summary>
public static class DuplicateReasons
{
    /// <summary>The same NHS number.</summary>
    public const string NhsNumber = "same-nhs-number";

    /// <summary>The same birth date, and the same names.</summary>
    public const string NameAndBirthDate = "same-name-and-birth-date";

    /// <summary>The same birth date, and names that differ but sound alike: one name in two spellings or scripts, or twins.</summary>
    public const string SimilarNameAndBirthDate = "similar-name-and-birth-date";

    /// <summary>The same telephone number.</summary>
    public const string Phone = "same-phone";

    /// <summary>The same e-mail address, ignoring case.</summary>
    public const string Email = "same-email";

    /// <summary>The same postcode and first line of the address. Said of records that another fact has found.</summary>
    public const string Address = "same-address";

    /// <summary>Both have an NHS number that passes its check, and the two differ: this speaks for two people.</summary>
    public const string OtherNhsNumber = "different-nhs-numbers";
}

/// <summary>Which records are, and which may be, of the same human being as one record. All are of one area.</summary>
/// <param name="PersonId">The record asked about.</param>
/// <param name="Others">The other records.</param>
public sealed record PersonIdentity(Guid PersonId, IReadOnlyList<LikelyDuplicate> Others)
{
    /// <summary>This record and all that a person has settled to be of the same human being.</summary>
    public IReadOnlyList<Guid> Records => [PersonId, .. Others.Where(other => other.IsSame == true).Select(other => other.OtherId)];

    /// <summary>Records that look like the same human being, not settled yet.</summary>
    public IReadOnlyList<LikelyDuplicate> Unsettled => [.. Others.Where(other => other.IsSame is null)];
}

/// <summary>The result of settling whether two records are of one human being.</summary>
/// <param name="IsChanged">False where the same was settled before.</param>
/// <param name="Contradicts">Pairs that this would contradict; then nothing was written.</param>
public sealed record DuplicateSettlement(bool IsChanged, IReadOnlyList<(Guid PersonId, Guid OtherId)> Contradicts);

/// <summary>The database constraint on newly registered people.</summary>
public static class NewRecord
{
    /// <summary>
    /// The constraint that refuses a record whose NHS number, or name and birth date, is known in the area already, until the two have been compared.
    /// </summary>
    public const string IsOfNobodyKnown = "match_key_is_new";
}

/// <summary>What a message needs to know of a person.</summary>
public sealed record ContactDetails
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

    /// <summary>
    /// Channels whose address turned out dead, as long as the person still has that address; and e-mail to a mailbox that others may read, where somebody
    /// endangers the person.
    /// </summary>
    public IReadOnlyList<Channel> Undeliverable { get; init; } = [];
}

/// <summary>People: contact details, language, preferences, consents and likely duplicates.</summary>
public interface IPeople
{
    /// <summary>
    /// Registers a person. Where the area knows the same NHS number, or the same name and birth date, already, the commit is refused by
    /// <see cref="NewRecord.IsOfNobodyKnown"/>, also when both arrive in the same instant: then compare first (<see cref="CompareAsync"/>).
    /// </summary>
    /// <param name="change">The change being made.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="person">The person.</param>
    /// <param name="isCompared">Whether this change has compared the person with those that are known.</param>
    /// <returns>The new person's id.</returns>
    Guid Register(Change change, string area, NewPerson person, bool isCompared = false);

    /// <summary>
    /// Finds records of an area that have a newcomer's NHS number, or name and birth date. Newcomers that match the same records are compared one after the
    /// other.
    /// </summary>
    /// <param name="change">The change that will register the newcomer.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="person">The newcomer.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>Those records, and all that are settled to be of the same human beings.</returns>
    Task<IReadOnlyList<LikelyDuplicate>> CompareAsync(Change change, string area, NewPerson person, CancellationToken cancellationToken);

    /// <summary>Reads which records are, or may be, of the same human being, compared as they stand now.</summary>
    /// <param name="change">The change that depends on it.</param>
    /// <param name="person">The record asked about.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The records of the same area.</returns>
    Task<PersonIdentity> IdentityAsync(Change change, Guid person, CancellationToken cancellationToken);

    /// <summary>
    /// Records what a person settled: that two records are of one human being, or of two. The newest answer holds. "The same" reaches on: if A is B and B is C,
    /// A is C. From then on the newest consent of any of them holds, and a channel stopped under one is stopped under all.
    /// </summary>
    /// <param name="change">The change being made.</param>
    /// <param name="area">The area of both.</param>
    /// <param name="person">One record.</param>
    /// <param name="other">The other.</param>
    /// <param name="isSame">Whether they are of one human being.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What came of it.</returns>
    Task<DuplicateSettlement> SettleDuplicateAsync(Change change, string area, Guid person, Guid other, bool isSame, CancellationToken cancellationToken);

    /// <summary>Reads contact details.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="people">The ids.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>Contact details by id; ids out of the actor's reach are absent.</returns>
    Task<IReadOnlyDictionary<Guid, ContactDetails>> ContactsAsync(Actor actor, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken);

    /// <summary>Whether a person's details match the stored ones.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="person">The person.</param>
    /// <param name="details">The details.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>True when at least one matches; nothing tells which.</returns>
    Task<bool> FitsAsync(Actor actor, Guid person, OwnDetails details, CancellationToken cancellationToken);

    /// <summary>Stops a channel for a person because they asked, under every record of theirs. It stays stopped whatever the address.</summary>
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
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The newest answer to each purpose, under whichever record of the same human being. A purpose that is absent was not asked.</returns>
    Task<IReadOnlyDictionary<string, bool>> ConsentsAsync(Change change, Guid person, CancellationToken cancellationToken);
}
