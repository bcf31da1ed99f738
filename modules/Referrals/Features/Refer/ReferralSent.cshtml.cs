using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>It has been sent: the reference, and what happens now.</summary>
[AllowAnonymous]
internal sealed class ReferralSentModel(DraftStore drafts, ReferralStore referrals, IPeople people, AreaContacts area, ContactTime contactTime) : QuestionPage
{
    public ReferralSource ReferralSource { get; private set; }

    public string Reference { get; private set; } = "";

    public bool IsUrgent { get; private set; }

    /// <summary>How the confirmation travels.</summary>
    public string? Channel { get; private set; }

    /// <summary>What to say about what happens next.</summary>
    public string NextKey { get; private set; } = "";

    /// <summary>Whether the referrer gets a receipt by e-mail.</summary>
    public bool HasReceipt { get; private set; }

    /// <summary>Whether the referrer hears how it goes, because the person allowed it.</summary>
    public bool HasProgress { get; private set; }

    /// <summary>When somebody gets in touch with the person.</summary>
    public Text WhenContacted { get; private set; } = "";

    public AreaContact Contact { get; private set; } = new();

    /// <summary>What we noticed about single answers, as the API says it.</summary>
    public IReadOnlyList<InputNote> Notes { get; private set; } = [];

    public Text Say(string entry) => T[FormWords.Key(T, entry, ReferralSource)];

    /// <summary>That the person may stop, and where they can do it themselves.</summary>
    public Text SayStop() => ReferralSource == ReferralSource.Self ? T["refer.done-stop", ("link", T["start.my-referral"])] : T["refer.done-stop-them"];

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (StoredKeys<ReferralSource>.TryRead(RouteData.Values["referralSource"] as string) is not { } referralSource) context.Result = NotFound();
        else if (await OpenAsync(referralSource, HttpContext.RequestAborted)) await base.OnPageHandlerExecutionAsync(context, next);
        else context.Result = Redirect($"/refer/{ReferralSourceKeys.Of(referralSource)}");
    }

    private async Task<bool> OpenAsync(ReferralSource referralSource, CancellationToken cancellationToken)
    {
        ReferralSource = referralSource;
        var key = FormCookie.Read(HttpContext, referralSource);
        if (await drafts.FindAsync(referralSource, key, cancellationToken) is not { Reference: { } reference } draft) return false;
        var actor = new Actor($"door:{ReferralSourceKeys.Of(referralSource)}", [draft.Area], "referral");
        if (await referrals.FindAsync(actor, reference, cancellationToken) is not { } summary) return false;

        var contacts = await people.ContactsAsync(actor, [summary.PersonId], cancellationToken);
        (Reference, IsUrgent) = (summary.Reference, summary.IsUrgent);
        (HasReceipt, HasProgress) = (summary.ReferrerReceiptEmail is not null, summary.ReferrerEmail is not null);
        Channel = contacts.TryGetValue(summary.PersonId, out var person) ? ChannelOf(person) : null;
        NextKey = summary switch
        {
            { Outcome: EligibilityOutcome.NeedsReview } => "done-next-review",
            { Next: NextStep.OfferToPartner } => "done-next-partner",
            { Next: NextStep.OfferTrial } => "done-next-trial",
            { Next: NextStep.OfferProgramme } => "done-next-programme",
            _ => "done-next-team",
        };
        var referral = await referrals.ReadAsync(actor, summary.ReferralId, cancellationToken);
        Notes = InputNote.Of(referral?.Decision.Notes ?? [], referralSource, T);
        Contact = area.Of(summary.Area);
        WhenContacted = contactTime.Say(summary.Area, LondonTime.DateOf(summary.ReceivedAt), referralSource);
        PageArea.Set(ViewData, area.Serving(summary.Area));
        return true;
    }

    private static string? ChannelOf(ContactDetails person)
    {
        var open = new[] { (People.Contracts.Channel.Email, person.Email is not null), (People.Contracts.Channel.Sms, PhoneNumber.TakesTexts(person.Phone)),
            (People.Contracts.Channel.Letter, person.AddressLines.Count > 1) }
            .Where(way => way.Item2 && !person.Contact.Stopped.Contains(way.Item1) && !person.Undeliverable.Contains(way.Item1))
            .Select(way => way.Item1).ToArray();
        if (open.Length == 0) return null;
        return StoredKeys<People.Contracts.Channel>.Of(person.Contact.Preferred is { } wish && open.Contains(wish) ? wish : open[0]);
    }
}
