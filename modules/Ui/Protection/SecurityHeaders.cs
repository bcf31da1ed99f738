using Microsoft.AspNetCore.Http;

namespace WorkWell.Ui.Protection;

/// <summary>
/// Tells browsers what a page of ours never does: run script or style from inside the page or from another host, be framed, say where a reader came from,
/// or be kept by a cache.
/// </summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string PermissionsPolicy = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=(), browsing-topics=()";

    // An error page starts from an empty response, so the headers go on last.
    public static Task AddAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(state =>
        {
            Write((HttpContext)state);
            return Task.CompletedTask;
        }, http);
        return next(http);
    }

    private static void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = PermissionsPolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        if (headers.CacheControl.Count == 0 || headers.CacheControl == "no-cache, no-store") headers.CacheControl = "no-store";
    }
}
