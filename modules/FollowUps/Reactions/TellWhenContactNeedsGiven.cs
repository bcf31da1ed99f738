using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Opens a task to arrange sign language, interpreting or easy read, which no template can provide, before anyone calls or writes.</summary>
internal sealed class TellWhenContactNeedsGiven(DueTime due) : IReaction<ContactNeedsGiven>
{
    public Task ReactAsync(ContactNeedsGiven happened, Change change, CancellationToken cancellationToken)
    {
        var needs = happened.Formats.Select(Words).Prepend(happened.NeedsInterpreter ? "an interpreter" : null).OfType<string>();
        var description = $"This person asks for {string.Join(", ", needs)}. Arrange it before you call, and tell the partner.";
        TaskRows.Open(change, [new(happened.Area, $"contact-needs/{happened.ReferralId:D}", happened.ReferralId, "contact-needs", description, null)], due);
        return Task.CompletedTask;
    }

    private static string Words(string format) => format switch
    {
        ContactFormats.LargePrint => "large print (e-mails are; letters are not by themselves)",
        ContactFormats.EasyRead => "easy read",
        ContactFormats.Bsl => "British Sign Language",
        _ => format,
    };
}
