using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// Where the public finds this service, for links in messages: the setting "PublicAddress". What a request says of its host is believed only on the machine
/// itself, because a link made from it could lead anywhere.
/// </summary>
/// <param name="configuration">The host's configuration.</param>
public sealed class PublicAddress(IConfiguration configuration)
{
    private readonly Uri? configured = configuration["PublicAddress"] is { Length: > 0 } address ? new Uri(address, UriKind.Absolute) : null;

    /// <summary>The host's name under which the public finds the service; null where none is configured.</summary>
    public string? Host => configured?.Host;

    /// <summary>The full address of a path, for what no request asks for.</summary>
    /// <param name="path">A path of ours.</param>
    /// <returns>The address; null where no public address is configured.</returns>
    public string? Of(string path) => configured is null ? null : new Uri(configured, path).ToString();

    /// <summary>The full address of a path.</summary>
    /// <param name="request">The request that asks for it.</param>
    /// <param name="path">A path of ours.</param>
    /// <returns>The address; null where no public address is configured.</returns>
    public string? Of(HttpRequest request, string path)
    {
        if (Of(path) is { } known) return known;
        var isOwnMachine = request.HttpContext.Connection.LocalIpAddress is { } local && System.Net.IPAddress.IsLoopback(local);
        return isOwnMachine && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) && own.IsLoopback ? new Uri(own, path)
            .ToString() : null;
    }
}
