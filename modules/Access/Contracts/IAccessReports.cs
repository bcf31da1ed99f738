using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>Tells a person who looked at their referral.</summary>
public interface IAccessReports
{
    /// <summary>Lists the looks at a referral, the newest first, without the names of those who looked.</summary>
    /// <param name="actor">Who asks: the person.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="subjects">The ids of the referral and of the person.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The looks; the newest 500 at most.</returns>
    Task<IReadOnlyList<AccessLook>> OfAsync(Actor actor, string area, IReadOnlyList<Guid> subjects, CancellationToken cancellationToken);
}
