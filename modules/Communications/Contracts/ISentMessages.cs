using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Contracts;

/// <summary>Where a message stands.</summary>
public enum MessageState
{
    /// <summary>It waits for its time, or to be tried again.</summary>
    Queued,

    /// <summary>It is being handed over right now, or its transport is being asked what became of it.</summary>
    Sending,

    /// <summary>It was handed over.</summary>
    Sent,

    /// <summary>It arrived, as far as its carrier can tell.</summary>
    Delivered,

    /// <summary>It will not arrive this way.</summary>
    Failed,

    /// <summary>Something on our side is wrong with it, or it failed too often: a person has to look.</summary>
    DeadLettered,

    /// <summary>It may or may not have left before a crash: a person decides.</summary>
    Unconfirmed,

    /// <summary>It is not sent: withdrawn, too late or dropped.</summary>
    Cancelled,

    /// <summary>It is not sent: its reader does not want it, or cannot be reached.</summary>
    Suppressed,
}

/// <summary>A message as people may look at it.</summary>
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

    /// <summary>The person it is for; null when it is for an organisation or referrer.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Where it stands.</summary>
    public required MessageState State { get; init; }

    /// <summary>Why it stands there: a code.</summary>
    public string? Reason { get; init; }

    /// <summary>How it travels, or most likely will.</summary>
    public required Channel Channel { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it is, or was, due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it came to rest.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What was handed over, word for word; null when nothing was.</summary>
    public MessageContentView? Content { get; init; }

    /// <summary>What went wrong on the way.</summary>
    public IReadOnlyList<DeliveryFailure> Setbacks { get; init; } = [];
}

/// <summary>What was handed to a carrier.</summary>
/// <param name="At">When.</param>
/// <param name="Channel">How it travelled.</param>
/// <param name="Transport">Who carried it: "smtp", "pickup" or "notify".</param>
/// <param name="Language">The language it was written in.</param>
/// <param name="Subject">The subject, if it had one.</param>
/// <param name="Text">The text.</param>
/// <param name="TemplateVersion">Which template wrote it.</param>
public sealed record MessageContentView(
    DateTimeOffset At, Channel Channel, string Transport, string Language, string? Subject, string Text, string TemplateVersion);

/// <summary>A try that went wrong.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why: a code.</param>
public sealed record DeliveryFailure(DateTimeOffset At, string Reason);

/// <summary>How many messages of an area and channel stand where.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Channel">The channel.</param>
/// <param name="State">Queued, Sending, Unconfirmed or DeadLettered: what is not at rest.</param>
/// <param name="Count">How many.</param>
/// <param name="Due">How many of them are due already.</param>
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

/// <summary>Whether a message that is unconfirmed arrived.</summary>
public enum UnconfirmedAnswer
{
    /// <summary>It did: it counts as sent.</summary>
    ItArrived,

    /// <summary>It did not: it is sent again. Whoever says so answers for it arriving twice.</summary>
    SendAgain,
}

/// <summary>What was sent and what is held up, for people who look and mend.</summary>
public interface ISentMessages
{
    /// <summary>Everything sent, or to be sent, for a referral, in the order it was written.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="referral">The referral.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The messages with what was sent.</returns>
    Task<IReadOnlyList<MessageView>> ForReferralAsync(Actor actor, Guid referral, CancellationToken cancellationToken);

    /// <summary>Messages that wait for a person: unconfirmed and set aside, oldest first.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The messages.</returns>
    Task<IReadOnlyList<MessageView>> HeldAsync(Actor actor, int most, CancellationToken cancellationToken);

    /// <summary>How many messages stand where, of those that are not at rest.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>Counts by area, channel and state.</returns>
    Task<IReadOnlyList<MessageCount>> CountsAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>How many messages were handed over in the last hour.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>Counts by area and channel.</returns>
    Task<IReadOnlyList<SentCount>> SentInTheLastHourAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Sends a message that was set aside or failed once more.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="message">The message.</param>
    /// <param name="correctedAddress">For a message that does not go to a person: the right address. A person's card is corrected with the person.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>Null, or why not.</returns>
    Task<Problem?> RetryAsync(Actor actor, string area, Guid message, string? correctedAddress, CancellationToken cancellationToken);

    /// <summary>Lets a message go that is queued, set aside or unconfirmed: it is not sent.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>Null, or why not.</returns>
    Task<Problem?> DropAsync(Actor actor, string area, Guid message, CancellationToken cancellationToken);

    /// <summary>Says what became of an unconfirmed message.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="message">The message.</param>
    /// <param name="answer">Whether it arrived.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>Null, or why not.</returns>
    Task<Problem?> ResolveAsync(Actor actor, string area, Guid message, UnconfirmedAnswer answer, CancellationToken cancellationToken);
}
