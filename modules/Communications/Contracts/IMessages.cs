using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Communications.Contracts;

/// <summary>To whom a message goes: a person we know, whose card says how, or an address.</summary>
public sealed record MessageTo
{
    private MessageTo()
    {
    }

    /// <summary>The person, when it goes to one.</summary>
    public Guid? PersonId { get; private init; }

    /// <summary>The e-mail address, when it goes to an organisation or referrer.</summary>
    public string? Email { get; private init; }

    /// <summary>The telephone number, in international form, when it goes to somebody who is not registered yet.</summary>
    public string? Phone { get; private init; }

    /// <summary>The language for an address; a person's card says theirs.</summary>
    public string Language { get; private init; } = "en";

    /// <summary>To a person, by the channel their card allows.</summary>
    /// <param name="person">The person.</param>
    /// <returns>The recipient.</returns>
    public static MessageTo Person(Guid person) => new() { PersonId = person };

    /// <summary>To an e-mail address that is not a participant's.</summary>
    /// <param name="email">The address.</param>
    /// <param name="language">The language to write in.</param>
    /// <returns>The recipient.</returns>
    public static MessageTo Address(string email, string language = "en") => new() { Email = email, Language = language };

    /// <summary>By text message to somebody who is not registered yet.</summary>
    /// <param name="phone">The telephone number in international form, such as +447700900123.</param>
    /// <param name="language">The language to write in.</param>
    /// <returns>The recipient.</returns>
    public static MessageTo Number(string phone, string language = "en") => new() { Phone = phone, Language = language };
}

/// <summary>A message to be rendered and sent, once.</summary>
public sealed record MessageRequest
{
    /// <summary>What makes it this message and no other, such as "REFERRAL/acknowledge/1". A second request with the same key changes nothing.</summary>
    public required string Key { get; init; }

    /// <summary>The area's code.</summary>
    public required string Area { get; init; }

    /// <summary>The message type: a code of the catalogue of message types.</summary>
    public required string Type { get; init; }

    /// <summary>The referral it belongs to.</summary>
    public required Guid ReferralId { get; init; }

    /// <summary>To whom.</summary>
    public required MessageTo To { get; init; }

    /// <summary>The fields its type declares, as plain text. What the card knows (names) is added when it is rendered.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Reasons the message lists, put into words in its language when it is rendered.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Advice the message lists, put into words in its language when it is rendered.</summary>
    public IReadOnlyList<Reason> Advice { get; init; } = [];

    /// <summary>Not to be sent before this instant, in UTC.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Not to be sent after this instant, in UTC; null: always useful.</summary>
    public DateTimeOffset? UsefulUntil { get; init; }

    /// <summary>Whether it goes before others.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Whether quiet hours are ignored.</summary>
    public bool AtAnyHour { get; init; }

    /// <summary>What makes it needless while it waits: codes such as "support-started".</summary>
    public IReadOnlyList<string> EndedBy { get; init; } = [];
}

/// <summary>Something has happened to a referral that makes some of its messages needless.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="ReferralId">The referral.</param>
/// <param name="By">What happened: a code that messages name in <see cref="MessageRequest.EndedBy"/>.</param>
public readonly record struct MessagesEnded(string Area, Guid ReferralId, string By);

/// <summary>Messages: written here in the transaction of the change that causes them, sent after it commits.</summary>
public interface IMessages
{
    /// <summary>Writes messages to the outbox, in one statement however many there are.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="requests">The messages.</param>
    void Queue(Change change, params IReadOnlyList<MessageRequest> requests);

    /// <summary>Cancels what has not been sent for a referral.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="referral">The referral.</param>
    /// <param name="reason">A code such as "withdrawn".</param>
    void CancelFor(Change change, Guid referral, string reason);

    /// <summary>Cancels what has not been sent and names what happened as its end, in one statement however many there are.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="ended">What happened.</param>
    void CancelEndedBy(Change change, IReadOnlyList<MessagesEnded> ended);
}
