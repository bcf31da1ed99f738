using WorkWell.People.Contracts;

namespace WorkWell.Casework;

/// <summary>Which ways to a person are safe, and why the others are not. Only a safe one is offered.</summary>
internal static class SafeContact
{
    /// <summary>A way, with why it must not be used; null where it may be.</summary>
    internal sealed record Option(ContactWay Way, string? WhyNot);

    /// <summary>Every way, in the order in which a page offers them.</summary>
    public static IReadOnlyList<Option> Of(ContactDetails person) =>
    [
        new(ContactWay.Call, person.Contact.NeverCall ? "never-call" : person.PhoneAsGiven is null ? "no-phone" : null),
        new(ContactWay.Text, PhoneNumber.TakesTexts(person.Phone) ? Stopped(person, Channel.Sms) : "no-mobile"),
        new(ContactWay.Email, person.Email is null ? "no-email" : Stopped(person, Channel.Email)),
        new(ContactWay.Letter, PostalAddress.CanBePosted(person.AddressLines) ? Stopped(person, Channel.Letter) : "no-address"),
        new(ContactWay.Meeting, null),
        new(ContactWay.FromPerson, null),
    ];

    /// <summary>What can come of a way. A voicemail only where the person said that it is safe: not asked is not a yes.</summary>
    public static IReadOnlyList<ContactOutcome> OutcomesOf(ContactWay way, ContactPreferences contact) => way switch
    {
        ContactWay.Call when contact.VoicemailIsSafe == true =>
            [ContactOutcome.Spoke, ContactOutcome.NoAnswer, ContactOutcome.Voicemail, ContactOutcome.WrongNumber],
        ContactWay.Call => [ContactOutcome.Spoke, ContactOutcome.NoAnswer, ContactOutcome.WrongNumber],
        ContactWay.Meeting => [ContactOutcome.Met, ContactOutcome.DidNotCome],
        ContactWay.FromPerson => [ContactOutcome.Spoke, ContactOutcome.Replied],
        _ => [ContactOutcome.Sent, ContactOutcome.Replied],
    };

    /// <summary>Whether the person was reached.</summary>
    public static bool IsReached(ContactOutcome outcome) => outcome is ContactOutcome.Spoke or ContactOutcome.Replied or ContactOutcome.Met;

    private static string? Stopped(ContactDetails person, Channel channel) =>
        person.Contact.Stopped.Contains(channel) ? "stopped" : person.Undeliverable.Contains(channel) ? "undeliverable" : null;
}
