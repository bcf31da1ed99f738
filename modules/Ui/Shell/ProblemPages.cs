using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace WorkWell.Ui.Shell;

/// <summary>The content of an error page.</summary>
/// <param name="Key">The prefix of its text keys.</param>
/// <param name="Seconds">The time to wait, if known.</param>
internal sealed record ProblemView(string Key, int Seconds);

/// <summary>Answers a browser with a page in the reader's language, and other clients with problem details.</summary>
internal sealed class ProblemPages : IProblemDetailsWriter
{
    // A database that restarts is back by then.
    private const string SecondsUntilBack = "30";

    private const string View = "/Features/ProblemPage.cshtml";

    public bool CanWrite(ProblemDetailsContext context)
    {
        var request = context.HttpContext.Request;
        return IsCall(request) || request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == "text/html" && accepted.Quality is null or not 0);
    }

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        try
        {
            await WriteAnswerAsync(context);
        }
        catch (OperationCanceledException) when (context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer. An error here would be logged with the one that it answers, whatever that was.
        }
    }

    private static async Task WriteAnswerAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var status = context.ProblemDetails.Status ?? http.Response.StatusCode;
        http.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = SecondsUntilBack;
            context.ProblemDetails.Type = "urn:workwell:problem:unavailable";
            context.ProblemDetails.Detail =
                "Nothing can be stored now, and nothing of this was. Send it again after the seconds that the header Retry-After says.";
        }
        if (IsCall(http.Request))
        {
            // API routes always answer with problem details, whatever the Accept header.
            await http.Response.WriteAsJsonAsync(
                context.ProblemDetails, context.ProblemDetails.GetType(), options: null, "application/problem+json", http.RequestAborted);
            return;
        }
        _ = int.TryParse(http.Response.Headers[HeaderNames.RetryAfter], out var seconds);
        var action = new ActionContext(http, new RouteData(), new ActionDescriptor());
        var data = new ViewDataDictionary<ProblemView>(new EmptyModelMetadataProvider(), action.ModelState) { Model = new ProblemView(KeyOf(status), seconds) };
        var result = new ViewResult { ViewName = View, ViewData = data, StatusCode = status };
        // A page that failed half-way has set its own title and errors, so this one gets a new scope.
        await using var scope = http.RequestServices.CreateAsyncScope();
        var services = http.RequestServices;
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await http.RequestServices.GetRequiredService<IActionResultExecutor<ViewResult>>().ExecuteAsync(action, result);
        }
        finally
        {
            http.RequestServices = services;
        }
    }

    private static bool IsCall(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static string KeyOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "problems.forbidden",
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed or StatusCodes.Status410Gone => "problems.not-found",
        StatusCodes.Status413PayloadTooLarge => "problems.too-large",
        StatusCodes.Status429TooManyRequests => "problems.too-many",
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable => "problems.unavailable",
        >= 500 => "problems.failed",
        _ => "problems.bad-request",
    };
}
