using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>An offer that the link of a message has opened, for a partner without an account.</summary>
[AllowAnonymous]
internal sealed class OfferByLinkModel(
    OfferLinks links, Database database, ReferralStore store, AnswerOffer answer, OfferWords words, IPeople people, AreaContacts contacts, IAuditTrail audit)
    : OfferPage(database, store, answer, words, people, contacts, audit)
{
    public bool IsGone { get; private set; }

    public bool IsDeclined { get; private set; }

    protected override (Actor Actor, Guid ReferralId, int? OfferNumber)? Asked =>
        Link is { } link ? (link.Actor, link.ReferralId, link.OfferNumber) : null;

    protected override IActionResult Gone => End(isDeclined: false);

    protected override IActionResult Declined => End(isDeclined: true);

    private OfferLink? Link => links.Open(OfferCookie.Own.Read(HttpContext));

    public override string To(string handler) => $"/offer?handler={handler}";

    // The area's team may have ended the links, because they went to a wrong mailbox.
    protected override bool MayShow(Referral referral) => referral.OfferLinksFrom is not { } from || from <= Link!.MadeAt;

    private IActionResult End(bool isDeclined)
    {
        (IsGone, IsDeclined) = (!isDeclined, isDeclined);
        OfferCookie.Own.Forget(HttpContext);
        return Page();
    }
}
