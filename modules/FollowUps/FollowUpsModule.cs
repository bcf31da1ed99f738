using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Registers the FollowUps module.</summary>
public sealed class FollowUpsModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "follow_ups";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }
}
