using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// A request that met another in the database, so that one of the two had to give way, is handled again from its beginning: nothing of it was kept, and by now
/// the other is done. Whoever asked notices nothing.
/// </summary>
public static class SecondTry
{
    private const int Tries = 3;

    /// <summary>Handles such requests again. A body that has been read is gone, unless it is a form, which is remembered.</summary>
    /// <param name="app">The host.</param>
    /// <returns>The same host.</returns>
    public static IApplicationBuilder UseSecondTry(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await next(context);
                return;
            }
            catch (PostgresException refusal) when (tries < Tries && HadToGiveWay(refusal) && CanBegin(context))
            {
                context.Response.Clear();
            }
        }
    });

    /// <summary>Whether the same work can succeed when it is done again: nothing of it was kept.</summary>
    /// <param name="refusal">What the database said.</param>
    /// <returns>True where it met another transaction and had to give way.</returns>
    public static bool HadToGiveWay(PostgresException refusal) =>
        refusal.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    private static bool CanBegin(HttpContext context) =>
        !context.Response.HasStarted && (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true } || context.Request.HasFormContentType);
}
