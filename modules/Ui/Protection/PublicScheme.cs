using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace WorkWell.Ui.Protection;

/// <summary>
/// Where the public address begins with https, whoever reaches the host under that name came through something that encrypts, also where it does not say so.
/// So cookies and headers ask for encryption by default.
/// </summary>
internal static class PublicScheme
{
    /// <summary>Whether the public address is an encrypted one.</summary>
    public static Uri? Of(IConfiguration configuration) =>
        Uri.TryCreate(configuration["PublicAddress"], UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : null;

    public static void Use(IApplicationBuilder pipeline, IConfiguration configuration)
    {
        if (Of(configuration) is not { } address) return;
        pipeline.Use((http, next) =>
        {
            if (string.Equals(http.Request.Host.Host, address.Host, StringComparison.OrdinalIgnoreCase)) http.Request.Scheme = Uri.UriSchemeHttps;
            return next(http);
        });
    }
}
