using WorkWell.Areas.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>A referral that waited for staff goes on as if it had just come, once nothing holds it up any more.</summary>
internal sealed class GoOnWithReferral(RouteReferral route, IAreaCatalogue catalogue, IPartnerDirectory partners, IPeople people)
{
    /// <summary>Goes on in a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="waiting">The referral without what held it up until now. It may still wait for something else.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task GoOnAsync(Change change, Referral waiting, CancellationToken cancellationToken)
    {
        if (waiting.AwaitsSettlement || waiting.AwaitsLook)
        {
            ReferralStore.Update(change, waiting);
            return;
        }
        var consents = await people.ConsentsAsync(change, waiting.PersonId, cancellationToken);
        var routed = await route.FirstAsync(
            catalogue.Ready.GetValueOrDefault(waiting.Area), waiting.Decision.Outcome, waiting.Facts, consents, cancellationToken);
        var referral = waiting with { Next = routed.Next };
        if (routed.First is { } service) referral = referral.OfferTo(service, change.At);
        ReferralStore.Update(change, referral);
        ReferralIntake.Begin(change, referral, routed, partners);
    }
}
