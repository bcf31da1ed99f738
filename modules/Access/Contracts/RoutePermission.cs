using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace WorkWell.Access.Contracts;

/// <summary>
/// What a page asks of whoever opens it: a permission, by a session or by a key. It is checked before the request is read; the page finds the caller with
/// <see cref="CurrentCaller"/>. A route without it has to say <c>AllowAnonymous</c>, or the host does not start.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresPermissionAttribute : AuthorizeAttribute
{
    /// <summary>Requires a permission.</summary>
    /// <param name="permission">One of <see cref="Permission.Every"/>.</param>
    public RequiresPermissionAttribute(string permission) => Policy = RoutePermission.PolicyOf(permission, partnersToo: false);

    /// <summary>Requires a permission.</summary>
    /// <param name="permission">One of <see cref="Permission.Every"/>.</param>
    /// <param name="partnersToo">Whether a partner organisation's key or worker may come too, because the page shows that organisation's own only.</param>
    public RequiresPermissionAttribute(string permission, bool partnersToo) => Policy = RoutePermission.PolicyOf(permission, partnersToo);
}

/// <summary>What a page asks that every member of staff may open: that somebody has signed in.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresStaffAttribute : AuthorizeAttribute
{
    /// <summary>Requires a session.</summary>
    public RequiresStaffAttribute() => Policy = RoutePermission.AnyStaff;
}

/// <summary>Says on a route which permission it requires: 401 without a key or session, 403 without the permission.</summary>
public static class RoutePermission
{
    /// <summary>The policy of pages that every member of staff may open.</summary>
    internal const string AnyStaff = "staff";

    /// <summary>Requires a permission, checked before the request is read. The handler receives the <see cref="Platform.Actor"/>.</summary>
    /// <typeparam name="TBuilder">The kind of route.</typeparam>
    /// <param name="route">The route.</param>
    /// <param name="permission">One of <see cref="Permission.Every"/>.</param>
    /// <param name="partnersToo">
    /// Whether a partner organisation may come too, because the handler shows and changes that organisation's own only
    /// (<see cref="Platform.Actor.Organisation"/>).
    /// </param>
    /// <returns>The same route.</returns>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder route, string permission, bool partnersToo = false)
        where TBuilder : IEndpointConventionBuilder
    {
        route.Add(endpoint =>
        {
            endpoint.Metadata.Add(new ProducesResponseTypeMetadata(
                StatusCodes.Status401Unauthorized, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));
            endpoint.Metadata.Add(new ProducesResponseTypeMetadata(
                StatusCodes.Status403Forbidden, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));
        });
        return route.RequireAuthorization(PolicyOf(permission, partnersToo));
    }

    internal static string PolicyOf(string permission, bool partnersToo) => partnersToo ? $"{permission} or partner" : permission;
}
