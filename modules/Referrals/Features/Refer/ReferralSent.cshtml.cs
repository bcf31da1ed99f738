using Microsoft.AspNetCore.Mvc.Filters;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>It has been sent: the reference, and what happens now.</summary>
internal sealed class ReferralSentModel(DraftStore drafts, IReferrals referrals, IPeople people, IAreaCatalogue catalogue) : QuestionPage
{
    public Door Door { get; private set; }

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

    public AreaContact Contact { get; private set; } = new();

    public Text Say(string entry) => T[FormWords.Key(T, entry, Door)];

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (StoredKeys<Door>.TryRead(RouteData.Values["door"] as string) is not { } door) context.Result = NotFound();
        else if (await OpenAsync(door, HttpContext.RequestAborted)) await base.OnPageHandlerExecutionAsync(context, next);
        else context.Result = Redirect($"/refer/{DoorKeys.Of(door)}");
    }

    private async Task<bool> OpenAsync(Door door, CancellationToken stop)
    {
        Door = door;
        if (await drafts.FindAsync(door, FormCookie.Read(HttpContext), stop) is not { Reference: { } reference } draft) return false;
        var actor = new Actor($"door:{DoorKeys.Of(door)}", [draft.Area], "referral");
        if (await referrals.FindAsync(actor, reference, stop) is not { } card) return false;

        var contacts = await people.ContactsAsync(actor, [card.PersonId], stop);
        (Reference, IsUrgent) = (card.Reference, card.IsUrgent);
        (HasReceipt, HasProgress) = (card.ReferrerReceiptEmail is not null, card.ReferrerEmail is not null);
        Channel = contacts.TryGetValue(card.PersonId, out var person) ? ChannelOf(person) : null;
        NextKey = card switch
        {
            { Outcome: EligibilityOutcome.NeedsReview } => "done-next-review",
            { Next: NextStep.OfferToPartner } => "done-next-partner",
            { Next: NextStep.OfferTrial } => "done-next-trial",
            { Next: NextStep.OfferProgramme } => "done-next-programme",
            _ => "done-next-team",
        };
        Contact = catalogue.Ready.GetValueOrDefault(card.Area)?.Settings.Contact ?? new();
        return true;
    }

    private static string? ChannelOf(ContactCard person)
    {
        var open = new[] { (People.Contracts.Channel.Email, person.Email is not null), (People.Contracts.Channel.Sms, PhoneNumber.TakesTexts(person.Phone)), (People.Contracts.Channel.Letter, person.AddressLines.Count > 1) }
            .Where(way => way.Item2 && !person.Contact.Stopped.Contains(way.Item1)).Select(way => way.Item1).ToArray();
        if (open.Length == 0) return null;
        return StoredKeys<People.Contracts.Channel>.Of(person.Contact.Preferred is { } wish && open.Contains(wish) ? wish : open[0]);
    }
}
