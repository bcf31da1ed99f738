using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>
/// Tells the area at once that somebody of another area opened a record: its team leads, its team's address, whoever accepted the referral, and a task that
/// stays until the opening is reviewed.
/// </summary>
internal sealed class TellWhenRecordOpened(IMessages messages, IStaffNames staff, AreaContacts contacts, IPartnerDirectory partners, DueTime due)
    : IReaction<RecordOpened>, IReaction<RecordOpeningReviewed>
{
    private const string Code = "record-opened";

    public async Task ReactAsync(RecordOpened happened, Change change, CancellationToken cancellationToken)
    {
        TaskRows.Open(
            change,
            [new(happened.Area, Key(happened.OpeningId), happened.ReferralId, Code,
                $"{happened.OpenedBy} of {happened.Home} opened {happened.Reference} because the person may be at risk. Ring them, and have a team lead " +
                "review it.", null)],
            due);
        var holder = partners.Organisations(happened.Area).FirstOrDefault(one => one.Code == happened.Organisation)?.Email;
        var leads = await staff.AddressesAsync(change, happened.Area, Permission.ReviewBreakGlass, cancellationToken);
        string?[] told = [.. leads, contacts.Of(happened.Area).TeamEmail, holder];
        messages.Queue(
            change,
            [.. told.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Select(email => RecordOpenedMessage.To(email, happened, change.At))]);
    }

    public Task ReactAsync(RecordOpeningReviewed happened, Change change, CancellationToken cancellationToken)
    {
        TaskRows.Close(change, happened.Area, Key(happened.OpeningId), due);
        return Task.CompletedTask;
    }

    private static string Key(Guid opening) => $"{Code}/{opening:D}";
}
