using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>The partner that was asked says no. The next service that fits is asked at once; where none is left, the area's own team takes over.</summary>
internal static class DeclineReferral
{
    internal sealed record Declined(string Reference, string Next, string? Service);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/referrals/{reference}/decline", HandleAsync)
        .RequirePermission(Permission.AnswerReferrals, partnersToo: true)
        .Produces<Declined>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithTags("Answers")
        .WithSummary("Decline an offered referral. The next service that fits is asked.");

    private static async Task<IResult> HandleAsync(
        string reference, string? reason, Actor actor, ReferralStore store, AnswerOffer answer, CancellationToken cancellationToken)
    {
        var why = StoredKeys<DeclineReason>.TryRead(reason);
        if (reason is not null && why is null)
            return ReferralProblems.Field("reason", $"Say one of: {string.Join(", ", StoredKeys<DeclineReason>.All)}; or leave it out.").ToResult();
        if (await store.FindAsync(actor, reference, cancellationToken) is not { } referral) return ReferralProblems.NotFound.ToResult();
        var (now, problem) = await answer.DeclineAsync(actor, referral.ReferralId, offerNumber: null, why, cancellationToken);
        return now is null ? problem!.ToResult()
            : TypedResults.Json(new Declined(now.Reference, StoredKeys<Areas.Sdk.NextStep>.Of(now.Next), now.Service), ReferralJson.AtDoors);
    }
}
