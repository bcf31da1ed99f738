using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Platform;

namespace WorkWell.Partners;

/// <summary>Registers the Partners module.</summary>
public sealed class PartnersModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "partners";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }
}
