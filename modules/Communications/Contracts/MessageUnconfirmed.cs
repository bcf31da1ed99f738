namespace WorkWell.Communications.Contracts;

/// <summary>After a crash nobody can say whether a message left. It is not sent again by itself: a person decides. Published until that is settled.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Area">The area's code.</param>
/// <param name="ReferralId">The referral it belongs to.</param>
/// <param name="Type">The message type's code.</param>
public sealed record MessageUnconfirmed(Guid MessageId, string Area, Guid ReferralId, string Type);

/// <summary>A person has settled whether an unconfirmed message arrived, or a carrier has said so.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Area">The area's code.</param>
public sealed record MessageSettled(Guid MessageId, string Area);
