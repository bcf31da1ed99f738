using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Staff see which referrals may be of the same human being, why, and what was settled about it.</summary>
internal static class ListLikelyDuplicates
{
    internal sealed record Item
    {
        public required string Reference { get; init; }
        public required ReferralSource ReferralSource { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public string? EndReason { get; init; }

        /// <summary>Which facts match.</summary>
        public required IReadOnlyList<string> Because { get; init; }

        /// <summary>What staff settled; null: not settled.</summary>
        public bool? IsSamePerson { get; init; }

        public required bool AwaitsSettlement { get; init; }
    }

    internal sealed record LikelyDuplicateList(string Reference, bool AwaitsSettlement, IReadOnlyList<Item> LikelyDuplicates);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/referrals/{reference}/likely-duplicates", HandleAsync)
        .RequirePermission(Permission.ReadReferrals)
        .Produces<LikelyDuplicateList>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .WithTags("Staff")
        .WithSummary("Which referrals of the area may be of the same person, which facts match, and what was settled about it.");

    private static async Task<IResult> HandleAsync(
        string reference, Actor actor, Database database, IPeople people, IAuditTrail audit, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        if (await ReferralStore.FindAsync(change, reference, cancellationToken) is not { } referral) return ReferralProblems.NotFound.ToResult();

        var others = (await people.IdentityAsync(change, referral.PersonId, cancellationToken)).Others.ToDictionary(other => other.OtherId);
        var referrals = await ReferralStore.OfPeopleAsync(change, others.Keys, cancellationToken);
        audit.Record(change, referral.Area, "referrals.duplicates-read", referral.Id);
        await change.CommitAsync(cancellationToken);
        return TypedResults.Json(
            new LikelyDuplicateList(referral.Reference, referral.AwaitsSettlement, [.. referrals.Select(other => ItemOf(other, others[other.PersonId]))]),
            ReferralJson.AtDoors);
    }

    private static Item ItemOf(Referral referral, LikelyDuplicate link) => new()
    {
        Reference = referral.Reference,
        ReferralSource = referral.ReferralSource,
        ReceivedAt = referral.ReceivedAt,
        EndedAt = referral.EndedAt,
        EndReason = referral.EndReason,
        Because = link.Because,
        IsSamePerson = link.IsSame,
        AwaitsSettlement = referral.AwaitsSettlement,
    };
}
