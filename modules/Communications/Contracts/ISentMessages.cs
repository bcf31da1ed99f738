using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Contracts;

/// <summary>The state of a message.</summary>
public enum MessageState
{
    /// <summary>Waiting until it is due or to be retried.</summary>
    Queued,

    /// <summary>Being handed to its transport, or its transport is being asked about it.</summary>
    Sending,

    /// <summary>Accepted by its carrier.</summary>
    Sent,

    /// <summary>Delivered, according to its carrier.</summary>
    Delivered,

    /// <summary>Undeliverable on its channel.</summary>
    Failed,

    /// <summary>Failed too often, or cannot be rendered: a person has to decide.</summary>
    DeadLettered,

    /// <summary>Outcome unknown: it may or may not have been sent, and a person has to decide.</summary>
    Unconfirmed,

    /// <summary>Not sent: withdrawn, too late or dropped by staff.</summary>
    Cancelled,

    /// <summary>Not sent: the recipient opted out or has no usable channel.</summary>
    Suppressed,
}

/// <summary>A message as staff see it.</summary>
public sealed record MessageView
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The area's code.</summary>
    public required string Area { get; init; }

    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>The message type's code.</summary>
    public required string Type { get; init; }

    /// <summary>The referral it belongs to.</summary>
    public required Guid ReferralId { get; init; }

    /// <summary>What the public calls the referral, where the message says it.</summary>
    public string? Reference { get; init; }

    /// <summary>The person it is for; null when it is for an organisation or referrer.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Its state.</summary>
    public required MessageState State { get; init; }

    /// <summary>Why it is in that state, as a code.</summary>
    public string? Reason { get; init; }

    /// <summary>The channel, or the likely one before it is rendered.</summary>
    public required Channel Channel { get; init; }

    /// <summary>When it was queued.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it is, or was, due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it reached a final state.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The exact content that was handed over; null when nothing was.</summary>
    public MessageContentView? Content { get; init; }

    /// <summary>The attempts that failed.</summary>
    public IReadOnlyList<DeliveryFailure> Failures { get; init; } = [];
}

/// <summary>The content handed to a carrier.</summary>
/// <param name="At">When.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Transport">The transport: "smtp", "pickup" or "notify".</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Subject">The subject, if it has one.</param>
/// <param name="Text">The text.</param>
/// <param name="TemplateVersion">The version of its template.</param>
public sealed record MessageContentView(
    DateTimeOffset At, Channel Channel, string Transport, string Language, string? Subject, string Text, string TemplateVersion);

/// <summary>A failed attempt.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why, as a code.</param>
public sealed record DeliveryFailure(DateTimeOffset At, string Reason);

/// <summary>How many messages of an area and channel are in a state.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Channel">The channel.</param>
/// <param name="State">Queued, Sending, Unconfirmed or DeadLettered.</param>
/// <param name="Count">How many.</param>
/// <param name="Due">How many of them are due.</param>
/// <param name="Oldest">When the oldest was, or is, due.</param>
public sealed record MessageCount(string Area, Channel Channel, MessageState State, long Count, long Due, DateTimeOffset? Oldest)
{
    /// <summary>How many have been due for more than five minutes.</summary>
    public long Late { get; init; }
}

/// <summary>How many messages of an area and channel were handed over in the last hour.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Count">How many.</param>
public sealed record SentCount(string Area, Channel Channel, long Count);

/// <summary>A person's answer about a message whose outcome is unknown.</summary>
public enum UnconfirmedAnswer
{
    /// <summary>It arrived, and counts as sent.</summary>
    ItArrived,

    /// <summary>It is sent again, and may arrive twice.</summary>
    SendAgain,
}

/// <summary>Sent and held messages, and the decisions staff make about them.</summary>
public interface ISentMessages
{
    /// <summary>The messages of a referral in the order they were queued.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="referral">The referral.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The messages with their content.</returns>
    Task<IReadOnlyList<MessageView>> ForReferralAsync(Actor actor, Guid referral, CancellationToken cancellationToken);

    /// <summary>Messages that wait for a person's decision (unconfirmed or dead-lettered), oldest first.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="max">The maximum number of messages.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The messages.</returns>
    Task<IReadOnlyList<MessageView>> HeldAsync(Actor actor, int max, CancellationToken cancellationToken);

    /// <summary>One message that waits for a person's decision.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The message; null where there is none that waits, in the actor's reach.</returns>
    Task<MessageView?> FindHeldAsync(Actor actor, string area, Guid message, CancellationToken cancellationToken);

    /// <summary>Counts the unfinished messages.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>Counts by area, channel and state.</returns>
    Task<IReadOnlyList<MessageCount>> CountsAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Counts the messages handed over in the last hour.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>Counts by area and channel.</returns>
    Task<IReadOnlyList<SentCount>> SentInTheLastHourAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Retries a message that was dead-lettered, failed or suppressed.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="message">The message.</param>
    /// <param name="correctedAddress">The right address, for a message that does not go to a person. A person's address is corrected on their card.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>Null, or the problem.</returns>
    Task<Problem?> RetryAsync(Actor actor, string area, Guid message, string? correctedAddress, CancellationToken cancellationToken);

    /// <summary>Cancels a message that is queued, dead-lettered or unconfirmed.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>Null, or the problem.</returns>
    Task<Problem?> DropAsync(Actor actor, string area, Guid message, CancellationToken cancellationToken);

    /// <summary>Settles a message whose outcome is unknown.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="message">The message.</param>
    /// <param name="answer">Whether it arrived.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>Null, or the problem.</returns>
    Task<Problem?> ResolveAsync(Actor actor, string area, Guid message, UnconfirmedAnswer answer, CancellationToken cancellationToken);
}
