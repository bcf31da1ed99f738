using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Platform;

/// <summary>One capability of the product. Its assembly also carries its migrations, as embedded files under Migrations/.</summary>
public interface IModule
{
    /// <summary>The name of the module's database schema: lower case with underscores.</summary>
    string Schema { get; }

    /// <summary>Registers the module's services, reactions and jobs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration.</param>
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Puts what every request passes through into the pipeline: after errors are caught and routes are found, before any route runs. Lowest floor first.</summary>
    /// <param name="pipeline">The host's pipeline.</param>
    void Use(IApplicationBuilder pipeline)
    {
    }

    /// <summary>Maps the module's routes and pages.</summary>
    /// <param name="routes">The host's routes.</param>
    void MapRoutes(IEndpointRouteBuilder routes)
    {
    }
}
