using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// Retries a request after a deadlock, lock timeout or serialization failure. Nothing of the first attempt was saved, and the caller notices nothing.
/// </summary>
public static class TransactionRetry
{
    private const int Tries = 3;

    /// <summary>Adds the retry to the pipeline. A body already read cannot be read again, unless it is a form, which is buffered.</summary>
    /// <param name="app">The application.</param>
    /// <returns>The same application.</returns>
    public static IApplicationBuilder UseSecondTry(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await next(context);
                return;
            }
            catch (PostgresException refusal) when (tries < Tries && IsRetryable(refusal) && CanBegin(context))
            {
                context.Response.Clear();
            }
        }
    });

    /// <summary>Whether the same work can succeed on a retry.</summary>
    /// <param name="refusal">The database's error.</param>
    /// <returns>True after a conflict with another transaction.</returns>
    public static bool IsRetryable(PostgresException refusal) =>
        refusal.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    private static bool CanBegin(HttpContext context) =>
        !context.Response.HasStarted
        && (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true } || context.Request.HasFormContentType);
}
