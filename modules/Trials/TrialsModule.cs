using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Platform;

namespace WorkWell.Trials;

/// <summary>Registers the Trials module.</summary>
public sealed class TrialsModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "trials";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    /// <inheritdoc/>
    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        RecordTrialConsent.Map(routes);
        AllocateToArm.Map(routes);
    }
}
