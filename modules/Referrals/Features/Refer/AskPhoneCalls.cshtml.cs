using Microsoft.AspNetCore.Mvc;
using WorkWell.People.Contracts;

namespace WorkWell.Referrals;

/// <summary>May we leave a voicemail, and may we send texts? Somebody else may hold the phone.</summary>
internal sealed class AskPhoneCallsModel : ReferPage
{
    [BindProperty]
    public string? Voicemail { get; set; }

    [BindProperty]
    public string? Texts { get; set; }

    protected override string Key => "phone-calls";

    protected override void Show(DraftAnswers answers)
    {
        var contact = answers.Given.Person.Contact;
        Voicemail = YesNo(contact.VoicemailIsSafe);
        Texts = answers.Has(Key) ? YesNo(!contact.Stopped.Contains(Channel.Sms)) : contact.Preferred == Channel.Sms ? "yes" : null;
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var voicemail = ReadYesNo(nameof(Voicemail), Voicemail, Say("voicemail-missing"));
        var texts = ReadYesNo(nameof(Texts), Texts, Say("texts-missing"));
        if (HasErrors) return null;
        return answers => answers.GiveContact(contact => contact with
        {
            VoicemailIsSafe = voicemail,
            Stopped = texts == true ? [.. contact.Stopped.Where(channel => channel != Channel.Sms)] : [.. contact.Stopped.Append(Channel.Sms).Distinct()],
            Preferred = texts == false && contact.Preferred == Channel.Sms ? null : contact.Preferred,
        });
    }
}
