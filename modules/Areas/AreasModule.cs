using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Platform;

namespace WorkWell.Areas;

/// <summary>Registers the Areas module.</summary>
public sealed class AreasModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "areas";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }
}
