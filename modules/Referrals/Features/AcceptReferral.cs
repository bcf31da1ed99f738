using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

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

    private static async Task<IResult> HandleAsync(string reference, Actor actor, Database database, IAuditTrail audit, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        if (await ReferralStore.FindAsync(change, reference, cancellationToken) is not { } referral) return ReferralProblems.NotFound.ToResult();

        var (accepted, problem) = referral.Accept(change.At);
        if (accepted is null) return problem!.ToResult();

        ReferralStore.Update(change, accepted);
        change.Publish(new SupportStarted(accepted.Id, accepted.Area, accepted.Summary(), accepted.Facts));
        audit.Record(change, accepted.Area, "referrals.accepted", accepted.Id, ReferralAudit.Of(("service", accepted.Service)));
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
