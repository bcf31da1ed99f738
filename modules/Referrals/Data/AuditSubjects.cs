using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

internal sealed class AuditSubjects(ReferralStore referrals) : IAuditSubjects
{
    public async Task<IReadOnlyList<Guid>> FindAsync(Actor actor, string reference, CancellationToken cancellationToken) =>
        await referrals.FindAsync(actor, reference, cancellationToken) is { } found ? [found.ReferralId, found.PersonId] : [];

    public async Task<IReadOnlyDictionary<Guid, string>> ReferencesAsync(
        Actor actor, IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken) =>
        (await referrals.SummariesAsync(actor, subjects, cancellationToken)).ToDictionary(summary => summary.Key, summary => summary.Value.Reference);
}
