using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkWell.Ui.Contracts;

namespace WorkWell.Ui.Protection;

/// <summary>Limits page loads, forms and calls per address, each minute. A refusal says how long to wait.</summary>
internal sealed class RateLimits(IOptions<ProtectionOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    public void Configure(RateLimiterOptions limiter)
    {
        var limits = options.Value;
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => IsHealth(http)
                ? RateLimitPartition.GetNoLimiter("")
                : IsCall(http) ? PerMinute("call " + Address(http), limits.CallsPerMinute)
                : IsPageOfForm(http) ? PerMinute("form " + Address(http), limits.FormPagesPerMinute)
                : PerMinute("page " + Address(http), limits.PagesPerMinute)),
            PartitionedRateLimiter.Create<HttpContext, string>(http => IsSending(http) && !IsCall(http) && !IsPageOfForm(http)
                ? PerMinute(Address(http), limits.FormsPerMinute)
                : RateLimitPartition.GetNoLimiter("")));
        limiter.OnRejected = (rejected, _) => SayAsync(rejected);
    }

    private static async ValueTask SayAsync(OnRejectedContext rejected)
    {
        var http = rejected.HttpContext;
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 60;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = http,
            ProblemDetails = { Status = StatusCodes.Status429TooManyRequests, Type = "urn:workwell:problem:too-many-requests",
            Detail = $"Too many requests in a short time. Wait {seconds} seconds and try again." },
        });
    }

    private static RateLimitPartition<string> PerMinute(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    private static bool IsCall(HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static bool IsPageOfForm(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<PageOfFormAttribute>() is not null;

    // Monitoring calls often and must not be refused.
    private static bool IsHealth(HttpContext http) => http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    private static bool IsSending(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method);

    private static string Address(HttpContext http) => ClientAddress.KeyOf(http.Connection.RemoteIpAddress);
}
