using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>What a person changes about their own referral. Each change is recorded, and they are told of it.</summary>
internal sealed class OwnChanges(Database database, IPeople people, IMessages messages, IPartnerDirectory partners, IAuditTrail audit)
{
    public async Task ChangeAsync(OwnVisit visit, Referral referral, ContactChange contact, CancellationToken stop)
    {
        await using var change = database.Begin(visit.Actor);
        people.ChangeContact(change, referral.PersonId, contact, "asked");
        audit.Record(change, referral.Area, "referrals.contact-changed-by-person", referral.Id);
        // Somebody who has just stopped messages gets none about that.
        if (contact.Contact is null)
        {
            messages.Queue(change, new MessageRequest
            {
                Key = $"{referral.Id:n}/details-changed/{Guid.CreateVersion7(change.At):n}",
                Area = referral.Area,
                Type = "details-changed",
                ReferralId = referral.Id,
                To = MessageTo.Person(referral.PersonId),
                Fields = new Dictionary<string, string> { ["reference"] = referral.Reference, ["changedOn"] = LondonTime.DateOf(change.At).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) },
                NotBefore = change.At,
            });
        }
        await change.CommitAsync(stop);
    }

    public async Task WithdrawAsync(OwnVisit visit, Referral referral, CancellationToken stop)
    {
        await using var change = database.Begin(visit.Actor);
        if (await ReferralStore.FindAsync(change, referral.Reference, stop) is not { } now) return;
        // A second click finds it ended already, and that is what was wanted.
        if (EndReferral.End(change, now, "withdrawn", partners, audit) is not null) return;
        await change.CommitAsync(stop);
    }
}
