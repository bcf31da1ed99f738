using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>When somebody gets in touch: as the area states it, otherwise that it does not say, and from when to ask.</summary>
internal sealed class ContactTime(ITexts texts, AreaContacts contacts, WorkingCalendar calendar)
{
    public Text Say(string area, DateOnly receivedOn, ReferralSource reader)
    {
        var contact = contacts.Of(area);
        var (by, askAfter) = AreaContacts.WhenContacted(contact, calendar, receivedOn);
        var entry = by is not null ? "done-when-by" : AreaContacts.IsReachable(contact) ? "done-when-ask" : "done-when-unknown";
        var key = FormWords.Key(texts, entry, reader);
        return entry == "done-when-unknown" ? texts[key] : texts[key, ("date", by ?? askAfter)];
    }
}
