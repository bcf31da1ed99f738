using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>Staff have looked who sent a referral that came without proof. A genuine one goes on as if it had just come; any other ends.</summary>
internal sealed class ConfirmReferrer(GoOnWithReferral goOn, IPartnerDirectory partners, IAuditTrail audit, Database database)
{
    internal sealed record Look
    {
        public bool? IsGenuine { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(
            "/api/referrals/{reference}/referrer",
            (string reference, HttpRequest request, Actor actor, ConfirmReferrer confirm, CancellationToken cancellationToken) =>
                confirm.HandleAsync(reference, request, actor, cancellationToken))
        .RequirePermission(Permission.ConfirmReferrers)
        .Accepts<Look>("application/json", ApiDocument.AnyKind)
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithTags("Staff")
        .WithSummary("Say whether whoever sent a waiting referral is who they say. If so it goes on; if not it ends, and nobody is written to.");

    private async Task<IResult> HandleAsync(string reference, HttpRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var (look, _, problem) = await StrictBody.ReadAsync<Look>(request, cancellationToken);
        if (problem is not null) return problem.ToResult();
        if (look!.IsGenuine is not { } isGenuine)
            return ReferralProblems.Field("isGenuine", "Say true where the organisation has confirmed that it sent this, or false.").ToResult();
        return Problem.OrNoContent(await AnswerAsync(actor, reference, isGenuine, cancellationToken));
    }

    /// <summary>Keeps what staff found out, and goes on or ends.</summary>
    /// <returns>Why not; null once it is done.</returns>
    public async Task<Problem?> AnswerAsync(Actor actor, string reference, bool isGenuine, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var change = database.Begin(actor);
            if (await ReferralStore.FindAsync(change, reference, cancellationToken) is not { } referral) return ReferralProblems.NotFound;
            if (!referral.AwaitsLook) return ReferralProblems.AwaitsNoLook;

            audit.Record(change, referral.Area, "referrals.referrer-looked-at", referral.Id, ReferralAudit.Of(("genuine", isGenuine ? "yes" : "no")));
            change.Publish(new ReferrerLookedAt(referral.Id, referral.Area));
            if (!isGenuine) EndReferral.End(change, referral, EndReferral.NotGenuine, partners, audit);
            else await goOn.GoOnAsync(change, referral with { AwaitsLook = false }, cancellationToken);
            // Another referral may have taken the service's last place meanwhile: try again with the next service.
            if (await change.TryCommitAsync([PartnerCapacity.IsLeft], cancellationToken) is null) return null;
        }
    }
}
