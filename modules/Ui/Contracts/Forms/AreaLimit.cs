using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// Bounds the referrals that one area takes in a minute from everybody together, on one host, by form or by JSON. Both ask it once they know the area, just
/// before they send a referral on; a form that is refused stays as it is, to be sent again.
/// </summary>
public sealed class AreaLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter;

    internal AreaLimit(int perMinute) => limiter = PartitionedRateLimiter.Create<string, string>(area => RateLimitPartition.GetFixedWindowLimiter(
        area, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>Counts what is sent to an area.</summary>
    /// <param name="http">The request that sends it. Where the area has had enough, its answer says when to send again.</param>
    /// <param name="area">The area's code.</param>
    /// <returns>Whether the area takes it now.</returns>
    public bool Takes(HttpContext http, string area)
    {
        using var lease = limiter.AttemptAcquire(area);
        if (lease.IsAcquired) return true;
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 60;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return false;
    }

    /// <summary>Counts a form.</summary>
    /// <param name="http">The request that sends it.</param>
    /// <param name="area">The area's code.</param>
    /// <returns>What to answer when the area has had enough for now; null when the form may go on.</returns>
    public IActionResult? Refuse(HttpContext http, string area) => Takes(http, area) ? null : new StatusCodeResult(StatusCodes.Status429TooManyRequests);

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
