using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Rendering;
using WorkWell.Platform;

namespace WorkWell.Communications;

/// <summary>Registers the Communications module.</summary>
public sealed class CommunicationsModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "communications";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MessageRenderer>();
    }
}
