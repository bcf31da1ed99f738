using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Platform;

namespace WorkWell.Ui;

/// <summary>Registers the Ui module.</summary>
public sealed class UiModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "ui";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }
}
