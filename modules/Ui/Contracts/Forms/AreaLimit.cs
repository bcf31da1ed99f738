using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// Limits the referrals to one area per minute from all senders together, on one host, by form or JSON. Both check it once the area is known, before the
/// referral is sent on; a refused form keeps its answers and can be sent again.
/// </summary>
public sealed class AreaLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter;

    internal AreaLimit(int perMinute) => limiter = PartitionedRateLimiter.Create<string, string>(area => RateLimitPartition.GetFixedWindowLimiter(
        area, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>Counts a referral to an area.</summary>
    /// <param name="http">The request. If the limit is reached, its response gets a Retry-After header.</param>
    /// <param name="area">The area's code.</param>
    /// <returns>Whether the area accepts the referral now.</returns>
    public bool Takes(HttpContext http, string area)
    {
        using var lease = limiter.AttemptAcquire(area);
        if (lease.IsAcquired) return true;
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 60;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return false;
    }

    /// <summary>Counts a form.</summary>
    /// <param name="http">The request.</param>
    /// <param name="area">The area's code.</param>
    /// <returns>The response when the limit is reached; null when the form may continue.</returns>
    public IActionResult? Refuse(HttpContext http, string area) => Takes(http, area) ? null : new StatusCodeResult(StatusCodes.Status429TooManyRequests);

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
