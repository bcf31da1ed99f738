using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

internal sealed class AuditSubjects(Database database) : IAuditSubjects
{
    public async Task<IReadOnlyList<Guid>> FindAsync(Actor actor, string reference, CancellationToken cancellationToken)
    {
        if (!ReferralReference.TryRead(reference, out var exact)) return [];
        var found = await database.ReadAsync(
            actor, "select id, person_id from referrals.referral where reference = $1", [exact], row => new[] { row.GetGuid(0), row.GetGuid(1) },
            cancellationToken);
        return [.. found.SelectMany(ids => ids)];
    }

    public async Task<IReadOnlyDictionary<Guid, string>> ReferencesAsync(
        Actor actor, IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken) => (await database.ReadAsync(
            actor, "select id, reference from referrals.referral where id = any ($1)", [subjects.ToArray()],
            row => KeyValuePair.Create(row.GetGuid(0), row.GetString(1)), cancellationToken)).ToDictionary();
}
