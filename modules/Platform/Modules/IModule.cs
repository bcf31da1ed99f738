using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Platform;

/// <summary>A module of the product. Its assembly carries its migrations, as embedded files under Migrations/.</summary>
public interface IModule
{
    /// <summary>The name of the module's database schema: lower case with underscores.</summary>
    string Schema { get; }

    /// <summary>Registers the module's services, reactions and jobs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration.</param>
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>
    /// Adds middleware that every request passes through: after error handling and routing, before the endpoint. Modules are called lowest layer first.
    /// </summary>
    /// <param name="pipeline">The request pipeline.</param>
    void Use(IApplicationBuilder pipeline)
    {
    }

    /// <summary>Maps the module's endpoints and pages.</summary>
    /// <param name="routes">The endpoints.</param>
    void MapRoutes(IEndpointRouteBuilder routes)
    {
    }
}
