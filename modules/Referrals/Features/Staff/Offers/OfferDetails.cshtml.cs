using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>An offer, for a worker of the partner that was asked, and for the area's team, which notes what a partner said on the telephone.</summary>
[RequiresPermission(Permission.AnswerReferrals, partnersToo: true)]
internal sealed class OfferDetailsModel(
    Database database, ReferralStore store, AnswerOffer answer, OfferWords words, IPeople people, AreaContacts contacts, IAuditTrail audit)
    : OfferPage(database, store, answer, words, people, contacts, audit)
{
    public override string? EndLinksTo => Caller.Organisation is null && IsWaiting ? To("EndLinks") : null;

    protected override (Actor Actor, Guid ReferralId, int? OfferNumber)? Asked => (Caller, Id, null);

    protected override IActionResult Gone => NotFound();

    protected override IActionResult Declined => LocalRedirect($"/staff/areas/{AreaCode}/offers");

    private Guid Id => Guid.Parse((string)RouteData.Values["id"]!);

    public override string To(string handler) => $"/staff/areas/{AreaCode}/offers/{Id:D}?handler={handler}";

    /// <summary>The links of the offer end, because a message went to a wrong mailbox.</summary>
    public async Task<IActionResult> OnPostEndLinksAsync(CancellationToken cancellationToken) =>
        Caller.Organisation is null && await Answers.EndLinksAsync(Caller, Id, cancellationToken) is null
        ? LocalRedirect($"/staff/areas/{AreaCode}/offers/{Id:D}") : NotFound();
}
