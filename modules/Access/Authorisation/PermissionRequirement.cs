using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>That the caller has a permission; null for anybody who has signed in.</summary>
internal sealed record PermissionRequirement(string? Permission, bool PartnersToo) : IAuthorizationRequirement;

/// <summary>The one place that decides who may do what: for pages and the API, by session and by key.</summary>
internal sealed class PermissionHandler : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (context.Resource is HttpContext http && ActorOf(context, http, requirement) is { } actor)
        {
            http.Features.Set(actor);
            context.Succeed(requirement);
        }
        return Task.CompletedTask;
    }

    // Whoever shows a key is the holder of that key, also in a browser in which somebody is signed in.
    private static Actor? ActorOf(AuthorizationHandlerContext context, HttpContext http, PermissionRequirement requirement)
    {
        if (context.User.Identities.OfType<ServiceKeyIdentity>().FirstOrDefault() is { } key) return OfKey(key.Holder, requirement);
        if (context.User.Identities.OfType<StaffIdentity>().FirstOrDefault() is not { } staff || !ComesFromOurPages(http)) return null;
        var area = http.GetRouteValue("area") as string;
        http.Features.Set(new StaffCaller(staff.Session.Id, staff.Session.AccountId, staff.Session.Name)
        {
            Languages = staff.Session.LanguagesFor(requirement.Permission, area),
        });
        return staff.Session.ActorFor(requirement.Permission, area, requirement.PartnersToo);
    }

    private static Actor? OfKey(Actor key, PermissionRequirement requirement) =>
        requirement.Permission is { } permission && key.Permissions.Contains(permission) && (requirement.PartnersToo || key.Organisation is null)
            ? key with { Purpose = permission } : null;

    // The API asks for no form token. A browser says where a call comes from, and another site's page cannot say otherwise.
    private static bool ComesFromOurPages(HttpContext http) =>
        !http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || http.Request.Headers["Sec-Fetch-Site"] == "same-origin";
}

/// <summary>A policy for each permission.</summary>
internal sealed class PermissionPolicies : IConfigureOptions<AuthorizationOptions>
{
    public void Configure(AuthorizationOptions options)
    {
        foreach (var permission in Permission.Every)
        {
            Add(options, permission, partnersToo: false);
            Add(options, permission, partnersToo: true);
        }
        options.AddPolicy(RoutePermission.AnyStaff, policy => policy
            .AddAuthenticationSchemes(StaffSessionScheme.Name).AddRequirements(new PermissionRequirement(null, PartnersToo: true)));
    }

    private static void Add(AuthorizationOptions options, string permission, bool partnersToo) =>
        options.AddPolicy(RoutePermission.PolicyOf(permission, partnersToo), policy => policy
            .AddAuthenticationSchemes(ServiceKeyScheme.Name, StaffSessionScheme.Name).AddRequirements(new PermissionRequirement(permission, partnersToo)));
}
