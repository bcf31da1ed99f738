using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Places;
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
        services.AddCatalogue(configuration);
        services.AddPlaces(configuration);
    }

    /// <summary>Makes the loader of postcodes and practices, for commands that need no running host.</summary>
    /// <param name="dataFolder">What the host makes for itself.</param>
    /// <param name="configFolder">The folder of workwell.json.</param>
    /// <param name="clock">The time.</param>
    /// <returns>The loader.</returns>
    public static IPlaceLoader PlaceLoader(string dataFolder, string configFolder, TimeProvider clock) => new PlaceLoader(PlacesRegistration.Folders(dataFolder, configFolder), clock);
}
