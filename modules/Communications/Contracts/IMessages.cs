using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Communications.Contracts;

/// <summary>The recipient of a message: a registered person, whose card names the channels, or an address.</summary>
public sealed record MessageTo
{
    private MessageTo()
    {
    }

    /// <summary>The person; null for an address.</summary>
    public Guid? PersonId { get; private init; }

    /// <summary>The e-mail address of an organisation or referrer.</summary>
    public string? Email { get; private init; }

    /// <summary>The telephone number, in international form, of a person who is not registered yet.</summary>
    public string? Phone { get; private init; }

    /// <summary>The language for an address; a person's is on their card.</summary>
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

    /// <summary>By text message to a person who is not registered yet.</summary>
    /// <param name="phone">The telephone number in international form, such as +447700900123.</param>
    /// <param name="language">The language to write in.</param>
    /// <returns>The recipient.</returns>
    public static MessageTo Number(string phone, string language = "en") => new() { Phone = phone, Language = language };
}

/// <summary>A message to be rendered and sent, once.</summary>
public sealed record MessageRequest
{
    /// <summary>The idempotency key, such as "REFERRAL/acknowledge/1". A second request with the same key changes nothing.</summary>
    public required string Key { get; init; }

    /// <summary>The area's code.</summary>
    public required string Area { get; init; }

    /// <summary>The message type: a code of the catalogue of message types.</summary>
    public required string Type { get; init; }

    /// <summary>The referral it belongs to.</summary>
    public required Guid ReferralId { get; init; }

    /// <summary>The recipient.</summary>
    public required MessageTo To { get; init; }

    /// <summary>The fields its type declares, as plain text. Names are added from the card when it is rendered.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Reasons the message lists; they are written in its language when it is rendered.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Advice the message lists; it is written in its language when it is rendered.</summary>
    public IReadOnlyList<Reason> Advice { get; init; } = [];

    /// <summary>Not to be sent before this instant, in UTC.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Not to be sent after this instant, in UTC; null for no limit.</summary>
    public DateTimeOffset? UsefulUntil { get; init; }

    /// <summary>Whether it is sent before others.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Whether quiet hours are ignored because the recipient has just asked for it and waits. A delay of an hour ends that.</summary>
    public bool AtAnyHour { get; init; }

    /// <summary>Events that cancel it while it waits: codes such as "support-started".</summary>
    public IReadOnlyList<string> EndedBy { get; init; } = [];
}

/// <summary>An event that cancels some of a referral's queued messages.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="ReferralId">The referral.</param>
/// <param name="By">The event: a code from <see cref="MessageRequest.EndedBy"/>.</param>
public readonly record struct MessagesEnded(string Area, Guid ReferralId, string By);

/// <summary>The outbox: messages are written in the transaction that causes them and sent after it commits.</summary>
public interface IMessages
{
    /// <summary>Writes messages to the outbox in one statement.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="requests">The messages.</param>
    void Queue(Change change, params IReadOnlyList<MessageRequest> requests);

    /// <summary>Cancels a referral's unsent messages.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="referral">The referral.</param>
    /// <param name="reason">A code such as "withdrawn".</param>
    void CancelFor(Change change, Guid referral, string reason);

    /// <summary>Cancels unsent messages that name the event in <see cref="MessageRequest.EndedBy"/>, in one statement.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="ended">The events.</param>
    void CancelEndedBy(Change change, IReadOnlyList<MessagesEnded> ended);
}
