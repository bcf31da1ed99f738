using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>A partner, or the area's own team, takes a referral on, and support begins.</summary>
internal static class AcceptReferral
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/referrals/{reference}/acceptance", HandleAsync)
        .RequirePermission(Permission.AnswerReferrals, partnersToo: true)
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithTags("Answers")
        .WithSummary("Accept a referral. The first answer holds.");

    private static async Task<IResult> HandleAsync(
        string reference, Actor actor, ReferralStore store, AnswerOffer answer, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(actor, reference, cancellationToken) is not { } referral) return ReferralProblems.NotFound.ToResult();
        return Problem.OrNoContent(await answer.AcceptAsync(actor, referral.ReferralId, offerNumber: null, cancellationToken));
    }
}
