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

/// <summary>A person answered that they may harm themselves. The area's team leads are told in the same change.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="MeasureId">The measure with the answer.</param>
/// <param name="Number">1, or more where the answer rose again later.</param>
/// <param name="Reference">What the public calls the referral.</param>
/// <param name="ReferredOn">The day on which the referral came.</param>
/// <param name="Link">The full address of the page that says what to do; null where the service has none.</param>
public sealed record SafetyItemRaised(Guid ReferralId, string Area, Guid MeasureId, int Number, string Reference, DateOnly ReferredOn, string? Link);

/// <summary>Somebody has said what was done about such an answer.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="MeasureId">The measure with the answer.</param>
/// <param name="Number">Which of its items.</param>
public sealed record SafetyItemClosed(Guid ReferralId, string Area, Guid MeasureId, int Number);
