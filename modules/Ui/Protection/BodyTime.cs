using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkWell.Ui.Protection;

/// <summary>
/// Bounds how long a body may take to arrive, by the rate at which it has to come. Whoever is slower is cut off, and so are those who announce much and send
/// little.
/// </summary>
internal static class BodyTime
{
    /// <summary>The lowest rate for any body, in bytes a second.</summary>
    public const double LowestRate = 240;

    /// <summary>How long a body of any size may take, however large its route lets it be.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>How long a slow start is forgiven.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(5);

    public static Task LimitAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate && HttpProtocol.IsHttp11(http.Request.Protocol))
        {
            var limits = http.RequestServices.GetRequiredService<IOptions<ProtectionOptions>>().Value;
            var needed = RateFor(http.Request, limits);
            // The host's own rate is enough for a body that is short.
            if (needed > LowestRate) rate.MinDataRate = new MinDataRate(needed, limits.BodyTime < Grace ? limits.BodyTime : Grace);
        }
        return next(http);
    }

    private static double RateFor(HttpRequest request, ProtectionOptions limits)
    {
        var isUnknown = request.ContentLength is null && request.Headers.TransferEncoding.Count > 0;
        double length = isUnknown ? limits.MaxRequestBytes : request.ContentLength ?? 0;
        return Math.Max(Math.Min(length, limits.MaxRequestBytes) / limits.BodyTime.TotalSeconds, length / Longest.TotalSeconds);
    }
}
