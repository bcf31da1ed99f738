using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Registers the Referrals module.</summary>
public sealed class ReferralsModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "referrals";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }
}
