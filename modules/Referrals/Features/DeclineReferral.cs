using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>The partner that was asked says no. The next service that fits is asked at once; where none is left, the area's own team takes over.</summary>
internal static class DeclineReferral
{
    internal sealed record Declined(string Reference, string Next, string? Service);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/referrals/{reference}/decline", HandleAsync)
        .RequirePermission(Permission.AnswerReferrals, partnersToo: true)
        .Produces<Declined>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithTags("Answers")
        .WithSummary("Decline an offered referral. The next service that fits is asked.");

    private static async Task<IResult> HandleAsync(
        string reference, Actor actor, Database database, RouteReferral route, IAreaCatalogue catalogue, IPartnerDirectory partners, IAuditTrail audit,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var change = database.Begin(actor);
            if (await ReferralStore.FindAsync(change, reference, cancellationToken) is not { } referral) return ReferralProblems.NotFound.ToResult();

            var (declined, problem) = referral.Decline();
            if (declined is null) return problem!.ToResult();

            partners.Release(change, declined.Id);
            audit.Record(change, declined.Area, "referrals.declined", declined.Id, ReferralAudit.Of(("service", referral.Service)));
            var now = await OfferAgainAsync(change, declined, referral.Organisation, route, catalogue, partners, audit, cancellationToken);
            ReferralStore.Update(change, now);
            // Another referral may have taken the next service's last place meanwhile: try again with the one after.
            if (await change.TryCommitAsync([PartnerCapacity.IsLeft], cancellationToken) is null) return Answered(now);
        }
    }

    private static IResult Answered(Referral now) =>
        TypedResults.Json(new Declined(now.Reference, StoredKeys<Areas.Sdk.NextStep>.Of(now.Next), now.Service), ReferralJson.AtDoors);

    // An area that no longer serves offers nothing to anyone: its own people look after what is left.
    private static async Task<Referral> OfferAgainAsync(
        Change change, Referral declined, string? organisation, RouteReferral route, IAreaCatalogue catalogue, IPartnerDirectory partners, IAuditTrail audit,
        CancellationToken cancellationToken)
    {
        if (!catalogue.Ready.TryGetValue(declined.Area, out var area)) return Left();
        var routed = await route.AgainAsync(area, declined.Facts, declined.DeclinedServices, cancellationToken);
        if (routed.IsGap) partners.RecordGap(change, declined.Area, declined.Id, declined.Facts, routed.Gaps);
        if (routed.First is not { } next) return Left();

        var offered = declined.OfferTo(next);
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
