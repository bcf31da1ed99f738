using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;

namespace WorkWell.Access;

/// <summary>Answers a page that asks for the session to go on. Whatever is asked for with a session prolongs it.</summary>
internal static class StaySignedIn
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/staff/stay", () => TypedResults.NoContent()).RequireAuthorization(RoutePermission.AnyStaff).ExcludeFromDescription();
}
