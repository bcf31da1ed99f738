using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkWell.Ui.Protection;

/// <summary>Limits page loads and forms per address, and referrals per area, each minute. A refusal says how long to wait.</summary>
internal sealed class RateLimits(IOptions<ProtectionOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    public void Configure(RateLimiterOptions limiter)
    {
        var limits = options.Value;
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => IsHealth(http)
                ? RateLimitPartition.GetNoLimiter("")
                : IsCall(http) ? PerMinute("call " + Address(http), limits.CallsPerMinute) : PerMinute("page " + Address(http), limits.PagesPerMinute)),
            PartitionedRateLimiter.Create<HttpContext, string>(http => IsSending(http) && !IsCall(http)
                ? PerMinute(Address(http), limits.FormsPerMinute)
                : RateLimitPartition.GetNoLimiter("")),
            PartitionedRateLimiter.Create<HttpContext, string>(http => IsSending(http) && http.Request.RouteValues["area"] is string area
                ? PerMinute(area.ToLowerInvariant(), limits.SentPerAreaPerMinute)
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

    // Monitoring calls often and must not be refused.
    private static bool IsHealth(HttpContext http) => http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    private static bool IsSending(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method);

    // A household has one IPv4 address, or one block of 2^64 IPv6 addresses.
    private static string Address(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
