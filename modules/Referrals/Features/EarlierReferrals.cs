using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>Referrals of an area that are likely to be of the person of a new one: those under way, and those that ended because the person died.</summary>
internal sealed record EarlierReferrals(IReadOnlyList<Referral> Referrals, IReadOnlyList<string> Because)
{
    public bool IsAny => Referrals.Count > 0;

    /// <summary>Whether a referral stands in the way of another of the same human being.</summary>
    public static bool Counts(Referral referral) => referral.EndedAt is null || referral.EndReason == EndReferral.Died;

    /// <summary>Looks for them, one newcomer of the same name or number after the other.</summary>
    public static async Task<EarlierReferrals> FindAsync(Change change, IPeople people, string area, NewPerson person, CancellationToken cancellationToken)
    {
        var likely = await people.CompareAsync(change, area, person, cancellationToken);
        var referrals = await ReferralStore.OfPeopleAsync(change, [.. likely.Select(one => one.OtherId)], cancellationToken);
        return new([.. referrals.Where(Counts)], [.. likely.SelectMany(one => one.Because).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>What is said of a referral that they hold up.</summary>
    public LikelyDuplicateFound FoundFor(Referral referral) => new(
        referral.Id, referral.Area, referral.Reference, [.. Referrals.Select(one => one.Reference)], Because,
        Referrals.Any(one => one.EndReason == EndReferral.Died));
}
