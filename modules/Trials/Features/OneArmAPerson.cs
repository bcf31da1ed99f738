using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Trials;

/// <summary>
/// One arm for one human being, under however many referrals. An area's allocations are serialised, so each sees the people who arrived or were allocated
/// just before.
/// </summary>
internal static class OneArmAPerson
{
    /// <summary>The constraint that refuses a second allocation of one record.</summary>
    public const string IsUnique = "one_allocation_a_person";

    /// <summary>Why a person cannot be allocated by this referral, and which records are theirs.</summary>
    public static async Task<(Problem? Problem, IReadOnlyList<Guid> Records)> CheckAsync(
        Change change, ReferralForUpdate referral, IReferrals referrals, IPeople people, CancellationToken cancellationToken)
    {
        await change.ReadAsync("select pg_advisory_xact_lock(hashtextextended('trials.allocation/' || $1, 0))", [referral.Summary.Area], _ => true,
            cancellationToken);
        var identity = await people.IdentityAsync(change, referral.Summary.PersonId, cancellationToken);
        var records = identity.Records.ToHashSet();
        var unsettled = identity.Unsettled.ToDictionary(other => other.OtherId);
        var others = (await referrals.OfPeopleAsync(change, [.. records, .. unsettled.Keys], cancellationToken))
            .Where(other => other.Summary.ReferralId != referral.Summary.ReferralId).ToArray();
        var allocated = await AllocatedAsync(change, referral.Summary.Area, others, cancellationToken);

        if (others.FirstOrDefault(other => records.Contains(other.Summary.PersonId) && allocated.Contains(other.Summary.ReferralId)) is { } first)
            return (TrialProblems.AlreadyAllocated(first.Summary.Reference), []);
        var likely = others.Where(
            other => unsettled.ContainsKey(other.Summary.PersonId) && (allocated.Contains(other.Summary.ReferralId) || referral.AwaitsSettlement)).ToArray();
        if (likely.Length > 0 || referral.AwaitsSettlement) return (TrialProblems.LikelyDuplicate([.. likely.Select(other => other.Summary.Reference)]), []);
        return (others.Any(other => records.Contains(other.Summary.PersonId) && other.HasBegun) ? TrialProblems.NotInvited : null, identity.Records);
    }

    /// <summary>Notes that all records of a human being are allocated.</summary>
    public static void Note(Change change, ReferralSummary summary, IReadOnlyList<Guid> records)
    {
        foreach (var record in records)
            change.Write("insert into trials.allocated_person (area, person_id, referral_id) values ($1, $2, $3)", summary.Area, record, summary.ReferralId);
    }

    private static async Task<HashSet<Guid>> AllocatedAsync(
        Change change, string area, IReadOnlyList<ReferralForUpdate> others, CancellationToken cancellationToken) =>
        [.. await change.ReadAsync(
            "select referral_id from trials.allocation where area = $1 and referral_id = any ($2)",
            [area, others.Select(other => other.Summary.ReferralId).ToArray()], row => row.GetGuid(0), cancellationToken)];
}
