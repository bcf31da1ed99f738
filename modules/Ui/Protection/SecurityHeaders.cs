using Microsoft.AspNetCore.Http;

namespace WorkWell.Ui.Protection;

/// <summary>Forbids what pages never do: inline script and style, script and style from other hosts, framing, sending a referrer, and caching.</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action " +
        "'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string PermissionsPolicy =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=(), browsing-topics=()";

    // Error handling clears the response, so the headers are added when it starts.
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
