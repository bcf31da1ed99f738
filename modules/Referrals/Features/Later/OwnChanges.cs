using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>What a person changes about their own referral. Each change is recorded, and they are told of it.</summary>
internal sealed class OwnChanges(
    Database database, IPeople people, IMessages messages, IPartnerDirectory partners, NoticeNewHome home, IAuditTrail audit)
{
    /// <summary>
    /// Where to confirm a change in case the person did not ask for it: the replaced contact details, except stopped channels and mailboxes that are no use or
    /// not safe.
    /// </summary>
    public static IReadOnlyList<MessageTo> Replaced(ContactDetails before, ContactChange contact)
    {
        var replaced = new List<MessageTo>();
        if (before.Email is { } email && contact.Email is { } newEmail && !string.Equals(email, newEmail, StringComparison.OrdinalIgnoreCase)
            && !before.Contact.Stopped.Contains(Channel.Email) && !before.Undeliverable.Contains(Channel.Email))
            replaced.Add(MessageTo.Address(email, before.Language));
        if (before.Phone is { } phone && contact.Phone is { } newPhone && phone != PhoneNumber.ToInternational(newPhone) && PhoneNumber.TakesTexts(phone)
            && !before.Contact.Stopped.Contains(Channel.Sms))
            replaced.Add(MessageTo.Number(phone, before.Language));
        return replaced;
    }

    /// <summary>Makes a change, and tells the person: at the way they are reached now, and wherever else they are to hear of it.</summary>
    public async Task ChangeAsync(
        VerifiedSession session, Referral referral, ContactChange contact, CancellationToken cancellationToken, IReadOnlyList<MessageTo>? replaced = null)
    {
        await using var change = database.Begin(session.Actor);
        people.ChangeContact(change, referral.PersonId, contact, "asked");
        if (referral.EndedAt is null) change.Publish(new ContactChanged(referral.Id, referral.Area, referral.Summary()));
        if (home.Moved(referral, contact.Postcode) is { } moved) change.Publish(moved);
        audit.Record(change, referral.Area, "referrals.contact-changed-by-person", referral.Id,
            ReferralAudit.Of(("replacedTold", replaced?.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        // A person who has just stopped messages gets none about that.
        if (contact.Contact is null)
        {
            var (offerNumber, changedOn) = (
                Guid.CreateVersion7(change.At).ToString("n"),
                LondonTime.DateOf(change.At).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            MessageRequest Tell(string type, string key, MessageTo to, params (string Name, string Value)[] fields) => new()
            {
                Key = $"{referral.Id:n}/{type}/{offerNumber}{key}",
                Area = referral.Area,
                Type = type,
                ReferralId = referral.Id,
                To = to,
                Fields = fields.Append(("changedOn", changedOn)).ToDictionary(field => field.Item1, field => field.Item2),
                NotBefore = change.At,
                AtAnyHour = to.PersonId is not null,
            };
            messages.Queue(change,
            [
                Tell("details-changed", "", MessageTo.Person(referral.PersonId), ("reference", referral.Reference)),
                .. (replaced ?? []).Select((to, i) => Tell("address-replaced", $"/{i}", to)),
            ]);
        }
        await change.CommitAsync(cancellationToken);
    }

    public async Task WithdrawAsync(VerifiedSession session, Referral referral, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(session.Actor);
        if (await ReferralStore.FindAsync(change, referral.Reference, cancellationToken) is not { } now) return;
        // A second click finds it ended already, and that is what was wanted.
        if (EndReferral.End(change, now, EndReferral.Withdrawn, partners, audit, isByPerson: true) is not null) return;
        await change.CommitAsync(cancellationToken);
    }
}
