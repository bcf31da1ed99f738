using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using WorkWell.Ui.Contracts;

namespace WorkWell.Ui.Protection;

/// <summary>Lets a reader leave immediately for a neutral page, deleting the cookies that give access to their answers.</summary>
internal static class LeaveQuickly
{
    public const string Address = "/leave";

    // Not rate-limited, because a limit must not keep anyone on the page.
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Address, Leave).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();

    private static IResult Leave(HttpContext http, IOptions<ProtectionOptions> options, IEnumerable<ReaderCookie> cookies)
    {
        foreach (var cookie in cookies) cookie.Forget(http);
        return Results.Redirect(options.Value.LeaveTo);
    }
}
