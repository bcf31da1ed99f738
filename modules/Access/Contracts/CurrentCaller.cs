using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>Who makes a request, once the route's permission has been checked.</summary>
public static class CurrentCaller
{
    private const string Bearer = "Bearer ";

    internal static readonly Problem KeyNeeded =
        new("access.key-needed", StatusCodes.Status401Unauthorized, "Send a valid key: Authorization: Bearer wwk_...");

    internal static readonly Problem NotAllowed = new("access.not-allowed", StatusCodes.Status403Forbidden, "This key does not have the permission.");

    /// <summary>The caller of a route that requires a permission.</summary>
    /// <param name="http">The request.</param>
    /// <returns>The caller, limited to the areas in which they have the permission; to the one area of an address that names one.</returns>
    /// <exception cref="InvalidOperationException">The route requires no permission.</exception>
    public static Actor Actor(this HttpContext http) =>
        http.Features.Get<Actor>() ?? throw new InvalidOperationException("This route requires no permission, so there is no caller.");

    /// <summary>Who has signed in and makes the request; null for the holder of a key.</summary>
    /// <param name="http">The request.</param>
    /// <returns>The member of staff.</returns>
    public static StaffCaller? Staff(this HttpContext http) => http.Features.Get<StaffCaller>();

    /// <summary>Whether a caller of a public route shows a key with a permission. Without a key anybody may call it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="permission">One of <see cref="Permission.All"/>.</param>
    /// <returns>The caller, null without a key; or the refusal of a key that is shown and does not hold.</returns>
    public static async Task<(Actor? Caller, Problem? Refusal)> KeyHolderAsync(HttpContext http, string permission)
    {
        if (http.Request.Headers.Authorization.Count == 0) return default;
        var actor = await http.RequestServices.GetRequiredService<IServiceKeys>().FindAsync(SecretIn(http), permission, http.RequestAborted);
        if (actor is null) return (null, KeyNeeded);
        return actor.Permissions.Contains(permission) ? (actor, null) : (null, NotAllowed);
    }

    internal static string? SecretIn(HttpContext http)
    {
        var authorization = http.Request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null;
    }
}
