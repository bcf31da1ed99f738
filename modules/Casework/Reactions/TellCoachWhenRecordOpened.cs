using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>Tells the person's coach at once that somebody of another area opened their record.</summary>
internal sealed class TellCoachWhenRecordOpened(IMessages messages, IStaffNames staff) : IReaction<RecordOpened>
{
    public async Task ReactAsync(RecordOpened happened, Change change, CancellationToken cancellationToken)
    {
        var coach = (await change.ReadAsync(
            "select coach from casework.coaching_case where area = $1 and referral_id = $2 and coach is not null",
            [happened.Area, happened.ReferralId], row => row.GetString(0), cancellationToken)).SingleOrDefault();
        if (coach is not null && await staff.AddressOfAsync(change, coach, cancellationToken) is { } email)
            messages.Queue(change, RecordOpenedMessage.To(email, happened, change.At));
    }
}
