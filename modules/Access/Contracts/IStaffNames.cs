using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>A member of staff as colleagues know them.</summary>
/// <param name="Id">The account.</param>
/// <param name="ActorName">The name in the audit trail.</param>
/// <param name="Name">The name they gave.</param>
public sealed record StaffName(Guid Id, string ActorName, string Name);

/// <summary>The names of members of staff.</summary>
public interface IStaffNames
{
    /// <summary>Lists those of an area who have a permission there and may come in.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="permission">One of <see cref="Permission.Every"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The members, by name.</returns>
    Task<IReadOnlyList<StaffName>> WithAsync(Actor actor, string area, string permission, CancellationToken cancellationToken);
}
