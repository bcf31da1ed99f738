using WorkWell.People.Contracts;

namespace WorkWell.Communications.Contracts;

/// <summary>A message did not reach its recipient: the address is dead, the carrier rejected it, or no channel is left.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Area">The area's code.</param>
/// <param name="ReferralId">The referral it belongs to.</param>
/// <param name="Type">The message type's code.</param>
/// <param name="Reason">Why, as a code such as "no-such-address" or "no-channel".</param>
public sealed record MessageCouldNotBeDelivered(Guid MessageId, string Area, Guid ReferralId, string Type, string Reason)
{
    /// <summary>The person; null for an address.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The channel that failed; null when no channel was left.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Whether the channel was marked undeliverable for the person, so that later messages avoid it.</summary>
    public bool IsChannelStopped { get; init; }

    /// <summary>Whether the message was queued again on another channel.</summary>
    public bool IsTriedAnotherWay { get; init; }
}
