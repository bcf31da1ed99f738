using System.Globalization;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>A referral that a search found.</summary>
/// <param name="Referral">The referral.</param>
/// <param name="Person">Who it is; null where the reader may not know.</param>
internal sealed record FoundReferral(Referral Referral, FoundPerson? Person);

/// <summary>Finds referrals of an area by reference, or by who they are about. Each search and each referral that it lists is recorded.</summary>
internal sealed class SearchReferrals(Database database, ReferralStore store, IPeople people, IPeopleSearch search, IAuditTrail audit)
{
    /// <summary>How many are listed.</summary>
    public const int Max = 50;

    public async Task<(IReadOnlyList<FoundReferral> Found, bool IsCut)> FindAsync(Actor actor, string area, string text, CancellationToken cancellationToken)
    {
        var (by, found, isCut) = ReferralReference.TryRead(text, out var reference)
            ? ("reference", await OfReferenceAsync(actor, area, reference, cancellationToken), false)
            : await OfPeopleAsync(actor, area, text, cancellationToken);
        await using var change = database.Begin(actor.ForItsArea);
        audit.Record(
            change, area, "referrals.searched", Guid.Empty, ReferralAudit.Of(("by", by), ("found", found.Count.ToString(CultureInfo.InvariantCulture))));
        foreach (var one in found) audit.Record(change, area, "referrals.found", one.Referral.Id, ReferralAudit.Of(("by", by)));
        await change.CommitAsync(cancellationToken);
        return (found, isCut);
    }

    private async Task<IReadOnlyList<FoundReferral>> OfReferenceAsync(Actor actor, string area, string reference, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(actor, reference, cancellationToken) is not { } referral || referral.Area != area) return [];
        if (!await MayKnowAsync(actor, referral, cancellationToken)) return [new(referral, null)];
        var named = await search.NamesAsync(actor, [referral.PersonId], cancellationToken);
        return [new(referral, named.GetValueOrDefault(referral.PersonId))];
    }

    private async Task<(string By, IReadOnlyList<FoundReferral> Found, bool IsCut)> OfPeopleAsync(
        Actor actor, string area, string text, CancellationToken cancellationToken)
    {
        var who = await search.FindAsync(actor, area, text, Max, cancellationToken);
        var order = who.People.Index().ToDictionary(one => one.Item.PersonId, one => one.Index);
        await using var change = database.Begin(actor);
        var referrals = await ReferralStore.OfPeopleAsync(change, [.. order.Keys], cancellationToken);
        var found = new List<FoundReferral>();
        foreach (var referral in referrals.OrderBy(one => order[one.PersonId]).ThenByDescending(one => one.ReceivedAt).Take(Max))
        {
            // A partner finds nobody by a name that the person did not agree to share.
            if (await MayKnowAsync(actor, referral, cancellationToken)) found.Add(new(referral, who.People[order[referral.PersonId]]));
        }
        return (who.By, found, who.IsCut || referrals.Count > Max);
    }

    private async Task<bool> MayKnowAsync(Actor actor, Referral referral, CancellationToken cancellationToken)
    {
        if (actor.Organisation is null) return true;
        if (referral.AcceptedAt is null) return false;
        await using var change = database.Begin(actor.ForItsArea);
        return MayKnow.WhoItIs(actor, referral, await people.ConsentsAsync(change, referral.PersonId, cancellationToken));
    }
}
