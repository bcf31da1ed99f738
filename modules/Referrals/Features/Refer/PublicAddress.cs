using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace WorkWell.Referrals;

/// <summary>
/// Where the public finds this service, for links in messages: the setting "PublicAddress". What a request says of its host is believed only on the machine
/// itself, because a link made from it could lead anywhere.
/// </summary>
internal sealed class PublicAddress(IConfiguration configuration)
{
    private readonly Uri? configured = configuration["PublicAddress"] is { Length: > 0 } address ? new Uri(address, UriKind.Absolute) : null;

    /// <summary>The full address of a path; null where no public address is configured.</summary>
    public string? Of(HttpRequest request, string path)
    {
        if (configured is not null) return new Uri(configured, path).ToString();
        var isOwnMachine = request.HttpContext.Connection.LocalIpAddress is { } local && System.Net.IPAddress.IsLoopback(local);
        return isOwnMachine && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) && own.IsLoopback ? new Uri(own, path)
            .ToString() : null;
    }
}
