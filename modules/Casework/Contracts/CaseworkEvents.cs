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

/// <summary>An appointment was booked.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Appointment">The appointment.</param>
public sealed record AppointmentBooked(Guid ReferralId, string Area, AppointmentNotice Appointment);

/// <summary>An appointment was moved.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Was">The number of the appointment that does not happen.</param>
/// <param name="Appointment">The one that takes its place.</param>
public sealed record AppointmentMoved(Guid ReferralId, string Area, int Was, AppointmentNotice Appointment);

/// <summary>An appointment was called off before it began.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Appointment">The appointment.</param>
/// <param name="IsByPerson">Whether the person called it off themselves, just now.</param>
public sealed record AppointmentCancelled(Guid ReferralId, string Area, AppointmentNotice Appointment, bool IsByPerson);

/// <summary>The person did not come to an appointment, and had not said so.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Appointment">The appointment.</param>
public sealed record AppointmentMissed(Guid ReferralId, string Area, AppointmentNotice Appointment);
