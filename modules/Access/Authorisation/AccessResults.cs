using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>What follows from a check: the call goes on and leaves its trace, or it is refused as its caller understands it.</summary>
internal sealed class AccessResults(ISecurityEvents events, Database database, IAuditTrail audit, KeptForms forms)
    : IAuthorizationMiddlewareResultHandler
{
    private const string SignInAddress = "/staff/sign-in";

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            if (context.Features.Get<Actor>() is { } actor) await LetInAsync(next, context, actor);
            else await next(context);
            return;
        }
        var key = context.User.Identities.OfType<ServiceKeyIdentity>().FirstOrDefault();
        var staff = context.User.Identities.OfType<StaffIdentity>().FirstOrDefault();
        if (key is not null || staff is not null)
        {
            var refused = key?.Holder ?? new Actor(StaffAccount.NameOf(staff!.Session.AccountId), [.. staff.Session.Areas.DefaultIfEmpty("national")], "page");
            await events.RecordAsync(SecurityEvent.Forbidden, refused, context.RequestAborted);
        }
        await RefuseAsync(context, isKnown: key is not null || staff is not null);
    }

    private async Task RefuseAsync(HttpContext context, bool isKnown)
    {
        if (!IsPage(context))
        {
            if (!isKnown) context.Response.Headers.WWWAuthenticate = "Bearer";
            await (isKnown ? CurrentCaller.NotAllowed : CurrentCaller.KeyNeeded).ToResult().ExecuteAsync(context);
        }
        else if (isKnown)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else
        {
            var to = await forms.KeepAsync(context) ?? context.Request.Path + context.Request.QueryString;
            context.Response.Redirect(SignInAddress + QueryString.Create("to", to));
        }
    }

    // Reads of one referral record themselves. A list shows many people at once, so who asked for it is known before it is shown.
    private async Task LetInAsync(RequestDelegate next, HttpContext context, Actor actor)
    {
        var asked = context.Request.RouteValues.TryGetValue("area", out var inPath) ? inPath as string : context.Request.Query["area"].ToString();
        if (asked is { Length: > 0 } && !actor.Reaches(asked)) await events.RecordAsync(SecurityEvent.OtherArea, actor, context.RequestAborted);
        if (!IsPage(context) && HttpMethods.IsGet(context.Request.Method)
            && context.GetEndpoint() is RouteEndpoint { RoutePattern: { Parameters.Count: 0 } list })
            await RecordListAsync(actor, list.RawText ?? "", context.RequestAborted);
        // Whatever is named by its public reference is recorded by its handler, which alone knows the id.
        else if (!IsPage(context) && HttpMethods.IsGet(context.Request.Method) && context.GetRouteValue("id") is string one)
            await RecordLookAsync(actor, AreaOf(actor), PatternOf(context), one, context.RequestAborted);
        if (IsPage(context) && context.User.Identities.OfType<StaffIdentity>().FirstOrDefault() is { } staff)
        {
            context.RequestServices.GetRequiredService<StaffFrameBuilder>().Build(context, staff.Session);
            if (HttpMethods.IsGet(context.Request.Method))
                await RecordLookAsync(actor, AreaOf(actor), PatternOf(context), context.GetRouteValue("id") as string, context.RequestAborted);
            else context.Response.OnStarting(() => RecordShownAsync(context, actor));
        }
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status404NotFound) await events.RecordAsync(SecurityEvent.OutOfReach, actor, context.RequestAborted);
    }

    // A form that is sent with a mistake shows its page once more. One that goes on to another page showed nothing.
    private Task RecordShownAsync(HttpContext context, Actor actor) => context.Response.StatusCode == StatusCodes.Status200OK
        ? RecordLookAsync(actor, AreaOf(actor), PatternOf(context), context.GetRouteValue("id") as string, context.RequestAborted) : Task.CompletedTask;

    private static string PatternOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";

    // A look belongs to one area, whose people may read of it; what concerns several stands with the national desk.
    private static string AreaOf(Actor actor) => actor.Areas is [var area] && area != Actor.AllAreas[0] ? area : "national";

    private async Task RecordLookAsync(Actor actor, string area, string page, string? subject, CancellationToken cancellationToken)
    {
        // Somebody of several areas, or of none, does not reach the national desk. Their look is written there all the same, under their name.
        await using var change = database.Begin(actor.Reaches(area) ? actor : actor with { Areas = Actor.AllAreas });
        audit.Record(
            change, area, "access.opened", Guid.TryParse(subject, out var id) ? id : Guid.Empty, JsonSerializer.Serialize(new { page }));
        await change.CommitAsync(cancellationToken);
    }

    private static bool IsPage(HttpContext context) => context.Request.Path.StartsWithSegments("/staff", StringComparison.OrdinalIgnoreCase);

    // What was searched for is not recorded: it may be a name.
    private async Task RecordListAsync(Actor actor, string route, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        foreach (var area in actor.Areas)
            audit.Record(change, area == Actor.AllAreas[0] ? "national" : area, "access.listed", Guid.Empty, JsonSerializer.Serialize(new { list = route }));
        await change.CommitAsync(cancellationToken);
    }
}
