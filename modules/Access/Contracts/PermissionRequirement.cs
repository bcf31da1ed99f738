using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>Authorises every protected route: 401 without a valid key, 403 without the permission.</summary>
public static class PermissionRequirement
{
    private const string Scheme = "Bearer ";

    /// <summary>Requires a key with this permission, checked before the request is read. The handler receives the <see cref="Actor"/>.</summary>
    /// <typeparam name="TBuilder">The kind of route.</typeparam>
    /// <param name="route">The route.</param>
    /// <param name="permission">One of <see cref="Permission.All"/>.</param>
    /// <param name="partnersToo">
    /// Whether a key of a partner organisation opens the route, because its handler shows and changes that organisation's own only
    /// (<see cref="Actor.Organisation"/>).
    /// </param>
    /// <returns>The same route.</returns>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder route, string permission, bool partnersToo = false)
        where TBuilder : IEndpointConventionBuilder
    {
        route.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate ?? throw new InvalidOperationException("RequirePermission needs a route with a handler.");
            endpoint.Metadata.Add(new ProducesResponseTypeMetadata(
                StatusCodes.Status401Unauthorized, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));
            endpoint.Metadata.Add(new ProducesResponseTypeMetadata(
                StatusCodes.Status403Forbidden, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));
            endpoint.RequestDelegate = context => GuardAsync(context, permission, partnersToo, next);
        });
        return route;
    }

    private static async Task GuardAsync(HttpContext context, string permission, bool partnersToo, RequestDelegate next)
    {
        var actor = await context.RequestServices.GetRequiredService<IServiceKeys>().FindAsync(
            SecretIn(context.Request.Headers.Authorization), permission, context.RequestAborted);
        var refusal = actor is null ? KeyNeeded : actor.Permissions.Contains(permission) && (partnersToo || actor.Organisation is null) ? null : NotAllowed;
        if (refusal is null)
        {
            context.Features.Set(actor);
            await WatchAsync(context, actor!, next);
            return;
        }
        if (refusal == NotAllowed) await EventsOf(context).RecordAsync(SecurityEvent.Forbidden, actor, context.RequestAborted);
        if (refusal == KeyNeeded) context.Response.Headers.WWWAuthenticate = "Bearer";
        await refusal.ToResult().ExecuteAsync(context);
    }

    /// <summary>Whether a caller of a public route shows a key with a permission. Without a key anybody may call it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="permission">One of <see cref="Permission.All"/>.</param>
    /// <returns>The caller, null without a key; or the refusal of a key that is shown and does not hold.</returns>
    public static async Task<(Actor? Caller, Problem? Refusal)> CallerAsync(HttpContext context, string permission)
    {
        if (context.Request.Headers.Authorization.Count == 0) return default;
        var actor = await context.RequestServices.GetRequiredService<IServiceKeys>().FindAsync(
            SecretIn(context.Request.Headers.Authorization), permission, context.RequestAborted);
        if (actor is null) return (null, KeyNeeded);
        return actor.Permissions.Contains(permission) ? (actor, null) : (null, NotAllowed);
    }

    // Reads of one referral record themselves. A list shows many people at once, so who asked for it is known before it is shown.
    private static async Task WatchAsync(HttpContext context, Actor actor, RequestDelegate next)
    {
        var asked = context.Request.RouteValues.TryGetValue("area", out var inPath) ? inPath as string : context.Request.Query["area"].ToString();
        if (asked is { Length: > 0 } && !actor.Reaches(asked)) await EventsOf(context).RecordAsync(SecurityEvent.OtherArea, actor, context.RequestAborted);
        if (HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint() is RouteEndpoint { RoutePattern: { Parameters.Count: 0 } list })
            await RecordListAsync(context, actor, list.RawText ?? "");
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status404NotFound)
            await EventsOf(context).RecordAsync(SecurityEvent.OutOfReach, actor, context.RequestAborted);
    }

    // What was searched for is not recorded: it may be a name.
    private static async Task RecordListAsync(HttpContext context, Actor actor, string route)
    {
        await using var change = context.RequestServices.GetRequiredService<Database>().Begin(actor);
        var audit = context.RequestServices.GetRequiredService<IAuditTrail>();
        foreach (var area in actor.Areas)
            audit.Record(change, area == Actor.AllAreas[0] ? "national" : area, "access.listed", Guid.Empty, JsonSerializer.Serialize(new { list = route }));
        await change.CommitAsync(context.RequestAborted);
    }

    private static ISecurityEvents EventsOf(HttpContext context) => context.RequestServices.GetRequiredService<ISecurityEvents>();

    private static string? SecretIn(string? authorization) =>
        authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true ? authorization[Scheme.Length..].Trim() : null;

    private static readonly Problem KeyNeeded = new("access.key-needed", StatusCodes.Status401Unauthorized, "Send a valid key: Authorization: Bearer wwk_...");
    private static readonly Problem NotAllowed = new("access.not-allowed", StatusCodes.Status403Forbidden, "This key does not have the permission.");
}
