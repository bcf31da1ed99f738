using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>No template can sign, draw or interpret: the area's team is asked to arrange it before anyone calls or writes.</summary>
internal sealed class TellWhenContactNeedsRecorded(DueTime due) : IReaction<ContactNeedsRecorded>
{
    public Task ReactAsync(ContactNeedsRecorded happened, Change change, CancellationToken cancellationToken)
    {
        var needs = happened.Formats.Select(Words).Prepend(happened.NeedsInterpreter ? "an interpreter" : null).OfType<string>();
        var asks = string.Join(", ", needs) is { Length: > 0 } list ? $"This person asks for {list}. Arrange it before you call, and tell the partner." : null;
        var says = string.Join(' ', happened.Needs.Select(Advice).Prepend(asks).OfType<string>());
        TaskRows.Open(change, [new(happened.Area, $"contact-needs/{happened.ReferralId:D}", happened.ReferralId, "contact-needs", says, null)], due);
        return Task.CompletedTask;
    }

    private static string Advice(string need) => need switch
    {
        ContactNeed.AddressNotKnown => "We do not know where to write to. Reach the person another way, and ask where messages arrive.",
        ContactNeed.AddressIncomplete => "No letter can be delivered to this address. Reach the person another way, and ask for the postcode or the country.",
        ContactNeed.AddressOfReferrer => "The contact details given are the referrer's own, and nothing is sent there. Ask for the person's own.",
        ContactNeed.LanguageNotWritten => "No message is written in this person's language. Arrange an interpreter or a translation.",
        ContactNeed.BirthDateUnlikely => "The date of birth is that of a child. Ask for the right one. If this is right, speak to a parent or carer.",
        ContactNeed.NoWayLeft => "We must never use any of the ways that were given. Find another way, such as the referrer, before anybody calls or writes.",
        ContactNeed.SharedMailbox =>
            "Somebody endangers this person, and others may read the mailbox. No message goes there by itself. Reach the person another way.",
        _ => need,
    };

    private static string Words(string format) => format switch
    {
        ContactFormats.LargePrint => "large print (e-mails are; letters are not by themselves)",
        ContactFormats.EasyRead => "easy read",
        ContactFormats.Bsl => "British Sign Language",
        _ => format,
    };
}
