using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>A referral ends: the person withdraws, or staff close it with a reason. Nothing more is sent.</summary>
internal sealed class EndReferral(Database database, IPeople people, IPartnerDirectory partners, IAuditTrail audit)
{
    /// <summary>The person asks for it.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>The same human being has another referral under way.</summary>
    public const string AlreadyReferred = "already-referred";

    /// <summary>The person has died.</summary>
    public const string Died = "died";

    /// <summary>Nobody of the organisation that it names sent it.</summary>
    public const string NotGenuine = "not-genuine";

    /// <summary>Why staff close a referral.</summary>
    public static IReadOnlyList<string> Reasons { get; } = [
        "completed", "no-contact", "did-not-want-support", "moved-away", "other-support", "entered-in-error", AlreadyReferred, Died, NotGenuine];

    internal sealed record Closure
    {
        public string? Reason { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/referrals/{reference}/withdrawal",
            async (string reference, Actor actor, EndReferral end, CancellationToken cancellationToken) =>
                Problem.OrNoContent(await end.EndAsync(actor, reference, Withdrawn, cancellationToken)))
            .RequirePermission(Permission.WithdrawReferrals)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithTags("Answers")
            .WithSummary("Withdraw a referral because the person asks for it.");

        routes.MapPost("/api/referrals/{reference}/closure", CloseAsync)
            .RequirePermission(Permission.CloseReferrals)
            .Accepts<Closure>("application/json", ApiDocument.AnyKind)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithTags("Answers")
            .WithSummary("Close a referral, with a reason.");
    }

    private static async Task<IResult> CloseAsync(string reference, HttpRequest request, Actor actor, EndReferral end, CancellationToken cancellationToken)
    {
        var (closure, _, problem) = await StrictBody.ReadAsync<Closure>(request, cancellationToken);
        if (problem is not null) return problem.ToResult();
        if (closure!.Reason is not { } reason || !Reasons.Contains(reason))
            return ReferralProblems.Field("reason", $"Use one of: {string.Join(", ", Reasons)}.").ToResult();
        return Problem.OrNoContent(await end.EndAsync(actor, reference, reason, cancellationToken));
    }

    /// <summary>Ends a referral for a reason.</summary>
    /// <returns>Why not; null once it has ended.</returns>
    public async Task<Problem?> EndAsync(Actor actor, string reference, string reason, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        if (await ReferralStore.FindAsync(change, reference, cancellationToken) is not { } referral) return ReferralProblems.NotFound;
        if (End(change, referral, reason, partners, audit) is { } problem) return problem;
        if (reason == Died) await EndOthersAsync(change, referral, cancellationToken);
        await change.CommitAsync(cancellationToken);
        return null;
    }

    // Whoever has died is under no other referral any more, where staff have settled that it is of the same human being.
    private async Task EndOthersAsync(Change change, Referral died, CancellationToken cancellationToken)
    {
        var identity = await people.IdentityAsync(change, died.PersonId, cancellationToken);
        foreach (var other in await ReferralStore.UnderWayAsync(change, identity.Records, cancellationToken))
        {
            if (other.Id != died.Id) End(change, other, Died, partners, audit);
        }
    }

    /// <summary>Ends it in a change, for the office and for the person alike.</summary>
    public static Problem? End(Change change, Referral referral, string reason, IPartnerDirectory partners, IAuditTrail audit, bool isByPerson = false)
    {
        var (ended, problem) = referral.End(reason, change.At);
        if (ended is null) return problem;

        partners.Release(change, ended.Id);
        ReferralStore.Update(change, ended);
        change.Publish(new ReferralEnded(ended.Id, ended.Area, reason) { IsByPerson = isByPerson, WasWaiting = referral.AwaitsSettlement });
        audit.Record(change, ended.Area, "referrals.ended", ended.Id, ReferralAudit.Of(("reason", reason)));
        return null;
    }
}
