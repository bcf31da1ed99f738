using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>A partner that helps already may still call an old number, or text where that is not safe any more: the team tells it.</summary>
internal sealed class AskToTellPartnerWhenContactChanged(IPartnerDirectory partners, DueTime due) : IReaction<ContactChanged>
{
    private const string Code = "contact-changed";

    public Task ReactAsync(ContactChanged happened, Change change, CancellationToken cancellationToken)
    {
        if (happened.Summary is not { HasBegun: true, Organisation: { } code }) return Task.CompletedTask;
        var organisation = partners.Organisations(happened.Area).FirstOrDefault(one => one.Code == code);
        var who = organisation is { Phone: { } phone } ? $"Phone {organisation.Name} on {phone}" : $"Speak to {organisation?.Name ?? code}";
        // One open task is enough: whoever does it looks at the referral as it stands then.
        TaskRows.CloseOfCode(change, happened.Area, happened.ReferralId, Code, due);
        TaskRows.Open(change, [new(happened.Area, $"{Code}/{happened.ReferralId:D}/{change.At.UtcTicks}", happened.ReferralId, Code,
            $"How the person is reached, or what must never be done, has changed. {who} before they get in touch again.", null)], due);
        return Task.CompletedTask;
    }
}
