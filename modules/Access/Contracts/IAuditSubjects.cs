using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>Connects the audit trail, which knows ids, with the public references of referrals. The module of referrals does it.</summary>
public interface IAuditSubjects
{
    /// <summary>The ids under which the trail speaks of a referral: its own, and that of the person.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reference">The reference as typed.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The ids; empty where there is no such referral in the actor's areas.</returns>
    Task<IReadOnlyList<Guid>> FindAsync(Actor actor, string reference, CancellationToken cancellationToken);

    /// <summary>The references of referrals.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="subjects">Ids, of referrals and of anything else.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The reference of each id that is a referral's.</returns>
    Task<IReadOnlyDictionary<Guid, string>> ReferencesAsync(Actor actor, IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken);
}
