using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;

namespace WorkWell.Access;

/// <summary>Answers a page that asks for the session to go on, with the seconds that it lasts. Whatever is asked for with a session prolongs it.</summary>
internal static class StaySignedIn
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/staff/stay", Stay).RequireAuthorization(RoutePermission.AnyStaff).ExcludeFromDescription();

    private static IResult Stay(HttpContext http, TimeProvider clock)
    {
        var session = http.User.Identities.OfType<StaffIdentity>().Single().Session;
        return TypedResults.Text(((int)session.LastsFrom(clock.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture));
    }
}
