using WorkWell.Areas.Sdk;
using WorkWell.Casework.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>An appointment was booked, moved, called off or missed: the area's plan says what follows.</summary>
internal sealed class PlanWhenAppointmentChanged(PlanFollowUps plan, IReferrals referrals)
    : IReaction<AppointmentBooked>, IReaction<AppointmentMoved>, IReaction<AppointmentCancelled>, IReaction<AppointmentMissed>
{
    public async Task ReactAsync(AppointmentBooked happened, Change change, CancellationToken cancellationToken)
    {
        if (await referrals.DetailsAsync(change.Actor, happened.ReferralId, cancellationToken) is { } referral)
            plan.PlanAppointment(change, referral, Trigger.AppointmentBooked, happened.Appointment);
    }

    public async Task ReactAsync(AppointmentMoved happened, Change change, CancellationToken cancellationToken)
    {
        if (await referrals.DetailsAsync(change.Actor, happened.ReferralId, cancellationToken) is { } referral)
            plan.PlanAppointment(change, referral, Trigger.AppointmentMoved, happened.Appointment, happened.Was);
    }

    public async Task ReactAsync(AppointmentCancelled happened, Change change, CancellationToken cancellationToken)
    {
        if (await referrals.DetailsAsync(change.Actor, happened.ReferralId, cancellationToken) is { } referral)
            plan.PlanAppointment(change, referral, Trigger.AppointmentCancelled, happened.Appointment, personWaits: happened.IsByPerson);
    }

    public async Task ReactAsync(AppointmentMissed happened, Change change, CancellationToken cancellationToken)
    {
        if (await referrals.DetailsAsync(change.Actor, happened.ReferralId, cancellationToken) is { } referral)
            plan.PlanAppointment(change, referral, Trigger.DidNotAttend, happened.Appointment);
    }
}
