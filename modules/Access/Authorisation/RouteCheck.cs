using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace WorkWell.Access;

/// <summary>Stops a host from starting with a route that says neither which permission it requires nor that it is public, or says both.</summary>
internal sealed class RouteCheck(EndpointDataSource routes) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var undecided = routes.Endpoints.Where(IsUndecided).Select(endpoint => endpoint.DisplayName).ToArray();
        return undecided.Length == 0 ? Task.CompletedTask : throw new InvalidOperationException(
            "These routes have to say either which permission they require or AllowAnonymous, and not both:\n" + string.Join('\n', undecided));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsUndecided(Microsoft.AspNetCore.Http.Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAuthorizeData>() is null == endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null;
}
