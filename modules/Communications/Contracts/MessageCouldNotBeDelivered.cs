using WorkWell.People.Contracts;

namespace WorkWell.Communications.Contracts;

/// <summary>A message did not reach its recipient: the address is dead, the provider refused it, or there is no way left to reach them.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Area">The area's code.</param>
/// <param name="ReferralId">The referral it belongs to.</param>
/// <param name="Type">The message type's code.</param>
/// <param name="Reason">Why: a code such as "no-such-address" or "no-channel".</param>
public sealed record MessageCouldNotBeDelivered(Guid MessageId, string Area, Guid ReferralId, string Type, string Reason)
{
    /// <summary>The person, when it was for one.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The channel that failed; null when there was none to try.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Whether the channel was stopped for the person, so that later messages do not try it.</summary>
    public bool IsChannelStopped { get; init; }

    /// <summary>Whether the message goes out again on another channel by itself.</summary>
    public bool IsTriedAnotherWay { get; init; }
}
