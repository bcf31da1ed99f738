using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// A partner, or the area's team, answers an offer: on a page, by the link of a message, or as JSON. The first answer holds, and whoever comes second is told.
/// </summary>
internal sealed class AnswerOffer(Database database, RouteReferral route, IAreaCatalogue catalogue, IPartnerDirectory partners, IAuditTrail audit)
{
    /// <summary>Takes the referral on; support begins.</summary>
    /// <param name="actor">Who answers.</param>
    /// <param name="referralId">The referral.</param>
    /// <param name="offerNumber">The offer that is answered; null: whichever stands.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>Why not; null when done.</returns>
    public async Task<Problem?> AcceptAsync(Actor actor, Guid referralId, int? offerNumber, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor.ForItsArea);
        if (await FindAsync(change, actor, referralId, offerNumber, cancellationToken) is not { } referral) return ReferralProblems.NotFound;

        var (accepted, problem) = referral.Accept(change.At);
        if (accepted is null) return problem;

        ReferralStore.Update(change, accepted);
        change.Publish(new SupportStarted(accepted.Id, accepted.Area, accepted.Summary(), accepted.Facts));
        audit.Record(change, accepted.Area, "referrals.accepted", accepted.Id, ReferralAudit.Of(("service", accepted.Service)));
        await change.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Says no. The next service that fits is asked at once; where none is left, the area's own team takes over.</summary>
    /// <param name="actor">Who answers.</param>
    /// <param name="referralId">The referral.</param>
    /// <param name="offerNumber">The offer that is answered; null: whichever stands.</param>
    /// <param name="reason">Why, where it was said.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>The referral as it stands now; or why not.</returns>
    public async Task<(Referral? Now, Problem? Problem)> DeclineAsync(
        Actor actor, Guid referralId, int? offerNumber, DeclineReason? reason, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var change = database.Begin(actor.ForItsArea);
            if (await FindAsync(change, actor, referralId, offerNumber, cancellationToken) is not { } referral) return (null, ReferralProblems.NotFound);

            var (declined, problem) = referral.Decline();
            if (declined is null) return (null, problem);

            partners.Release(change, declined.Id);
            audit.Record(
                change, declined.Area, "referrals.declined", declined.Id,
                ReferralAudit.Of(("service", referral.Service), ("reason", reason is { } why ? StoredKeys<DeclineReason>.Of(why) : null)));
            var now = await OfferAgainAsync(change, declined, referral.Organisation, cancellationToken);
            ReferralStore.Update(change, now);
            // Another referral may have taken the next service's last place meanwhile: try again with the one after.
            if (await change.TryCommitAsync([PartnerCapacity.IsLeft], cancellationToken) is null) return (now, null);
        }
    }

    /// <summary>Asks the area's team something before answering.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="referralId">The referral.</param>
    /// <param name="offerNumber">The offer; null: whichever stands.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>Why not; null when done.</returns>
    public async Task<Problem?> AskAsync(Actor actor, Guid referralId, int? offerNumber, string question, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor.ForItsArea);
        if (await FindAsync(change, actor, referralId, offerNumber, cancellationToken) is not { Organisation: { } organisation } referral)
            return ReferralProblems.NotFound;
        if (referral.EndReason is { } ended) return ReferralProblems.Ended(ended);
        change.Publish(new PartnerAsked(referral.Id, referral.Area, referral.OfferNumber, organisation, question));
        audit.Record(change, referral.Area, "referrals.offer-question", referral.Id, ReferralAudit.Of(("organisation", organisation)));
        await change.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Ends every link to the offer that was sent until now, because one went to a wrong mailbox.</summary>
    /// <param name="actor">Who ends them.</param>
    /// <param name="referralId">The referral.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>Why not; null when done.</returns>
    public async Task<Problem?> EndLinksAsync(Actor actor, Guid referralId, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor.ForItsArea);
        if (await FindAsync(change, actor, referralId, null, cancellationToken) is not { } referral) return ReferralProblems.NotFound;
        ReferralStore.Update(change, referral with { OfferLinksFrom = change.At });
        audit.Record(change, referral.Area, "referrals.offer-links-ended", referral.Id);
        await change.CommitAsync(cancellationToken);
        return null;
    }

    // The referral is locked and read anew: until now another may have answered, and then it is not the actor's any more.
    private static async Task<Referral?> FindAsync(
        Change change, Actor actor, Guid referralId, int? offerNumber, CancellationToken cancellationToken) =>
        await ReferralStore.FindAsync(change, referralId, cancellationToken) is { } found
            && (offerNumber is null || found.OfferNumber == offerNumber) && (actor.Organisation is null || found.Organisation == actor.Organisation)
        ? found : null;

    // An area that no longer serves offers nothing to anyone: its own people look after what is left.
    private async Task<Referral> OfferAgainAsync(Change change, Referral declined, string? organisation, CancellationToken cancellationToken)
    {
        if (!catalogue.Ready.TryGetValue(declined.Area, out var area)) return Left();
        var routed = await route.AgainAsync(area, declined.Facts, declined.DeclinedServices, cancellationToken);
        if (routed.IsGap) partners.RecordGap(change, declined.Area, declined.Id, declined.Facts, routed.Gaps);
        if (routed.First is not { } next) return Left();

        var offered = declined.OfferTo(next, change.At);
        partners.Reserve(change, offered.Area, next.Code, offered.Id);
        change.Publish(new OfferMade(offered.Id, offered.Area, offered.Summary(), offered.Facts, offered.OfferNumber));
        audit.Record(change, offered.Area, "referrals.offered", offered.Id, ReferralAudit.Of(("service", next.Code)));
        return offered;

        Referral Left()
        {
            change.Publish(new NoPartnerLeft(declined.Id, declined.Area, declined.OfferNumber, organisation));
            return declined;
        }
    }
}
