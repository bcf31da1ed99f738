using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// A person settles whether two referrals are of one human being. A referral that waited for it ends when the human being has another under way, and goes on
/// when nobody it might be is left. Of several under way one is kept: where support or a trial has begun, else the first.
/// </summary>
internal sealed class SettleDuplicate(
    GoOnWithReferral goOn, IPartnerDirectory partners, IPeople people, IAuditTrail audit, Database database)
{
    internal sealed record Settlement
    {
        public bool? IsSamePerson { get; init; }
    }

    internal sealed record SettledDuplicate(string Reference, string Other, bool IsSamePerson)
    {
        /// <summary>Referrals that had begun and were ended by this.</summary>
        public IReadOnlyList<string> Ended { get; init; } = [];
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(
            "/api/referrals/{reference}/likely-duplicates/{other}",
            (string reference, string other, HttpRequest request, Actor actor, SettleDuplicate settle, CancellationToken cancellationToken) =>
                settle.HandleAsync(reference, other, request, actor, cancellationToken))
        .RequirePermission(Permission.SettleDuplicates)
        .Accepts<Settlement>("application/json", ApiDocument.AnyKind)
        .Produces<SettledDuplicate>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithTags("Staff")
        .WithSummary("Settle whether two referrals are of the same person. The newest answer holds; the same answer again changes nothing.");

    private async Task<IResult> HandleAsync(string reference, string other, HttpRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var (settlement, _, problem) = await StrictBody.ReadAsync<Settlement>(request, cancellationToken);
        if (problem is not null) return problem.ToResult();
        if (settlement!.IsSamePerson is not { } isSame)
            return ReferralProblems.Field("isSamePerson", "Say true where both are of the same person, or false.").ToResult();
        var (settled, refused) = await SettleAsync(actor, reference, other, isSame, cancellationToken);
        return refused is not null ? refused.ToResult() : TypedResults.Json(settled, ReferralJson.AtDoors);
    }

    /// <summary>Keeps the answer, and goes on with what waited for it.</summary>
    /// <returns>What came of it, or why not.</returns>
    public async Task<(SettledDuplicate? Settled, Problem? Refused)> SettleAsync(
        Actor actor, string reference, string other, bool isSame, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var change = database.Begin(actor);
            var (one, two) = await ReferralStore.FindBothAsync(change, reference, other, cancellationToken);
            if (one is null || two is null) return (null, ReferralProblems.NotFound);
            if (one.Id == two.Id || one.Area != two.Area) return (null, ReferralProblems.NotOfOneArea);

            var settled = await people.SettleDuplicateAsync(change, one.Area, one.PersonId, two.PersonId, isSame, cancellationToken);
            if (settled.Contradicts.Count > 0) return (null, await ContradictionAsync(change, settled.Contradicts, cancellationToken));
            if (settled.IsChanged) audit.Record(
                change, one.Area, "referrals.duplicate-settled", one.Id, ReferralAudit.Of(("other", two.Reference), ("same", isSame ? "yes" : "no")));
            foreach (var waiting in new[] { one, two }.Where(referral => referral.AwaitsSettlement)) await GoOnAsync(change, waiting, cancellationToken);
            var ended = isSame ? await KeepOneAsync(change, one.PersonId, cancellationToken) : [];
            // Another referral may have taken the service's last place meanwhile: try again with the next service.
            if (await change.TryCommitAsync([PartnerCapacity.IsLeft], cancellationToken) is null)
                return (new(one.Reference, two.Reference, isSame) { Ended = ended }, null);
        }
    }

    private async Task GoOnAsync(Change change, Referral waiting, CancellationToken cancellationToken)
    {
        var identity = await people.IdentityAsync(change, waiting.PersonId, cancellationToken);
        var unsettled = identity.Unsettled.Where(other => other.IsStrong).Select(other => other.OtherId).ToHashSet();
        var same = identity.Records.ToHashSet();
        var referrals = await ReferralStore.OfPeopleAsync(change, [.. same, .. unsettled], cancellationToken);
        // Of two that wait for each other's settlement the earlier does not wait for the later.
        var before = referrals.TakeWhile(referral => referral.Id != waiting.Id)
            .Concat(referrals.SkipWhile(referral => referral.Id != waiting.Id).Where(referral => !referral.AwaitsSettlement));
        var violated = before.Where(EarlierReferrals.Counts).ToArray();
        if (violated.Where(referral => same.Contains(referral.PersonId)).ToArray() is { Length: > 0 } ofTheSame)
            EndReferral.End(change, waiting,
            ofTheSame.Any(referral => referral.EndReason == EndReferral.Died) ? EndReferral.Died : EndReferral.AlreadyReferred, partners, audit);
        else if (violated.Length == 0) await BeginAsync(change, waiting, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> KeepOneAsync(Change change, Guid person, CancellationToken cancellationToken)
    {
        var identity = await people.IdentityAsync(change, person, cancellationToken);
        var all = await ReferralStore.OfPeopleAsync(change, identity.Records, cancellationToken);
        var hasDied = all.Any(referral => referral.EndReason == EndReferral.Died);
        var underWay = (await ReferralStore.UnderWayAsync(change, identity.Records, cancellationToken)).Where(referral => !referral.AwaitsSettlement)
            .OrderByDescending(referral => referral.AcceptedAt is not null || referral.AllocatedAt is not null).ToArray();
        var ending = hasDied ? underWay : underWay.Skip(1).ToArray();
        foreach (var referral in ending)
            EndReferral.End(change, referral, hasDied ? EndReferral.Died : EndReferral.AlreadyReferred, partners, audit);
        return [.. ending.Select(referral => referral.Reference)];
    }

    private async Task BeginAsync(Change change, Referral waiting, CancellationToken cancellationToken)
    {
        change.Publish(new LikelyDuplicateSettled(waiting.Id, waiting.Area));
        await goOn.GoOnAsync(change, waiting with { AwaitsSettlement = false }, cancellationToken);
    }

    private static async Task<Problem> ContradictionAsync(Change change, IReadOnlyList<(Guid One, Guid Other)> pairs, CancellationToken cancellationToken)
    {
        var referrals = await ReferralStore.OfPeopleAsync(change, [.. pairs.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct()], cancellationToken);
        return ReferralProblems.Contradicts([.. referrals.Select(referral => referral.Reference)]);
    }
}
