using Microsoft.AspNetCore.Http;

namespace WorkWell.Ui.Protection;

/// <summary>
/// No address of ours has a part that is blank or that nobody can see, and no query holds such characters: neither reaches a page, a call or the database.
/// </summary>
internal static class OddAddresses
{
    public static Task RefuseAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.RouteValues.Values.OfType<string>().Any(part => string.IsNullOrWhiteSpace(part) || part.Any(char.IsControl)))
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (http.Request.QueryString.HasValue && http.Request.Query.Any(pair => IsUnreadable(pair.Key) || pair.Value.Any(IsUnreadable)))
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        else
            return next(http);
        return Task.CompletedTask;
    }

    private static bool IsUnreadable(string? text) => text is not null && text.Any(letter => char.IsControl(letter) && letter is not ('\t' or '\r' or '\n'));
}
