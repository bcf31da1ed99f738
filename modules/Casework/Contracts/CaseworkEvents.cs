namespace WorkWell.Casework.Contracts;

/// <summary>Nobody has been reached after as many attempts as the area makes before it writes.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Attempts">How many attempts there were.</param>
public sealed record FirstContactFailed(Guid ReferralId, string Area, int Attempts);

/// <summary>A person was reached for the first time.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
public sealed record FirstContactMade(Guid ReferralId, string Area);
