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

    /// <summary>The names of accounts, of whichever area.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>Names by account.</returns>
    Task<IReadOnlyDictionary<Guid, string>> OfAsync(Actor actor, IReadOnlyCollection<Guid> accounts, CancellationToken cancellationToken);

    /// <summary>The e-mail addresses of those of an area who have a permission there and may come in.</summary>
    /// <param name="change">A change that reaches the area.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="permission">One of <see cref="Permission.Every"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The addresses, each once.</returns>
    Task<IReadOnlyList<string>> AddressesAsync(Change change, string area, string permission, CancellationToken cancellationToken);

    /// <summary>The e-mail address of somebody who may come in, by their name in the audit trail.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="actorName">Their name there.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The address; null for somebody else than an active member of staff.</returns>
    Task<string?> AddressOfAsync(Change change, string actorName, CancellationToken cancellationToken);
}
