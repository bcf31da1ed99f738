using System.Security.Claims;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>A role that somebody holds in an area.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Role">The role.</param>
/// <param name="Organisation">The partner organisation it is held for; null for the area's own staff.</param>
/// <param name="Language">The language it is held for; null for all.</param>
internal sealed record StaffMembership(string Area, StaffRole Role, string? Organisation, string? Language);

/// <summary>
/// Somebody who has signed in, with the roles that they hold at this moment: read anew for each request, so that one taken away counts at once.
/// </summary>
internal sealed record StaffSession
{
    /// <summary>How long a session lasts without a request.</summary>
    public static TimeSpan IdleLimit { get; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a session lasts at all.</summary>
    public static TimeSpan AbsoluteLimit { get; } = TimeSpan.FromHours(12);

    /// <summary>How long ago somebody may have shown who they are when they do something dangerous.</summary>
    public static TimeSpan FreshFor { get; } = TimeSpan.FromMinutes(10);

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When the person last showed who they are.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    public required IReadOnlyList<StaffMembership> Memberships { get; init; }

    /// <summary>How long the session lasts if nothing more is opened: whichever limit comes first.</summary>
    public TimeSpan LastsFrom(DateTimeOffset now) => CreatedAt + AbsoluteLimit - now is var left && left < IdleLimit ? left : IdleLimit;

    public bool IsFresh(DateTimeOffset now) => now - ConfirmedAt < FreshFor;

    /// <summary>The areas in which the person has any role, operators' own aside.</summary>
    public IEnumerable<string> Areas => Memberships.Select(held => held.Area).Where(area => area != StaffRole.OperatorsArea).Distinct();

    /// <summary>Whether the person has a permission in an area.</summary>
    public bool Has(string permission, string area) => Memberships.Any(held => held.Area == area && held.Role.Permissions.Contains(permission));

    /// <summary>
    /// The actor for work that needs a permission: limited to the areas where the person has it, and to one area where the address names one. Null: nowhere.
    /// </summary>
    /// <param name="permission">The permission; null for work on the person's own account.</param>
    /// <param name="area">The area that the address names; null for none.</param>
    /// <param name="partnersToo">Whether somebody may come who has it for a partner organisation only.</param>
    public Actor? ActorFor(string? permission, string? area, bool partnersToo)
    {
        if (permission is null)
        {
            return area is null || Areas.Contains(area)
                ? new Actor(StaffAccount.NameOf(AccountId), area is null ? [.. Areas] : [area], "own-account")
                {
                    Permissions = PermissionsIn(area), Kind = ActorKind.Office,
                } : null;
        }
        var held = Memberships.Where(one => one.Role.Permissions.Contains(permission) && (area is null || one.Area == area)).ToArray();
        // Whoever works for the area itself sees more than for one of its organisations.
        var own = held.Where(one => one.Organisation is null).ToArray();
        if (own.Length == 0 && (!partnersToo || held.Length == 0)) return null;
        var counted = own.Length > 0 ? own : [held[0]];
        return new Actor(StaffAccount.NameOf(AccountId), [.. counted.Select(one => one.Area).Distinct()], permission)
        {
            Permissions = PermissionsIn(area ?? (counted is [var only] ? only.Area : null)),
            Organisation = own.Length > 0 ? null : counted[0].Organisation,
            // Whoever may do it in two roles does it in the wider one, which its other pages give them anyway.
            Kind = counted.Min(one => one.Role.Kind),
        };
    }

    /// <summary>The languages for which the person has a permission in an area.</summary>
    public IReadOnlyList<string> LanguagesFor(string? permission, string? area) => permission is null || area is null ? [] :
    [
        .. Memberships.Where(held => held.Area == area && held.Role.Permissions.Contains(permission)).Select(held => held.Language).OfType<string>().Distinct(),
    ];

    private HashSet<string> PermissionsIn(string? area) =>
        area is null ? [] : [.. Memberships.Where(held => held.Area == area).SelectMany(held => held.Role.Permissions)];
}

/// <summary>The identity of somebody who has signed in.</summary>
internal sealed class StaffIdentity(StaffSession session, string scheme)
    : ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, session.AccountId.ToString("D"))], scheme)
{
    public StaffSession Session => session;
}

/// <summary>The identity of a service key.</summary>
internal sealed class ServiceKeyIdentity(Actor actor, string scheme) : ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, actor.Name)], scheme)
{
    public Actor Holder => actor;
}
