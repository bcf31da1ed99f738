using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>Registers the Access module.</summary>
public sealed class AccessModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "access";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IAuditTrail, AuditTrail>();
        services.AddSingleton<IServiceKeys, ServiceKeys>();
        services.AddSingleton<SecurityEvents>();
        services.AddSingleton<ISecurityEvents>(provider => provider.GetRequiredService<SecurityEvents>());
        services.AddHostedService(provider => provider.GetRequiredService<SecurityEvents>());
    }
}
