using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// Bounds the forms that one area takes in a minute from everybody together, on one host. A page asks it once it knows the area, just before it sends a form
/// on; a form that is refused stays as it is, to be sent again.
/// </summary>
public sealed class AreaLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter;

    internal AreaLimit(int perMinute) => limiter = PartitionedRateLimiter.Create<string, string>(area => RateLimitPartition.GetFixedWindowLimiter(
        area, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>Counts a form.</summary>
    /// <param name="http">The request that sends it.</param>
    /// <param name="area">The area's code.</param>
    /// <returns>What to answer when the area has had enough for now; null when the form may go on.</returns>
    public IActionResult? Refuse(HttpContext http, string area)
    {
        using var lease = limiter.AttemptAcquire(area);
        if (lease.IsAcquired) return null;
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 60;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return new StatusCodeResult(StatusCodes.Status429TooManyRequests);
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
