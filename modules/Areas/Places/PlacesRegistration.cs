using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Areas.Places;

/// <summary>Registers the place directory.</summary>
internal static class PlacesRegistration
{
    public static void AddPlaces(this IServiceCollection services, IConfiguration configuration)
    {
        var config = configuration["ConfigFolder"] ?? "config";
        services.AddSingleton(provider => Folders(configuration["Data"] ?? Path.Combine(config, "..", ".workwell"), config) with
        {
            Areas = Path.GetFullPath(Path.Combine(provider.GetRequiredService<AreaFolders>().Served, "areas")),
        });
        services.AddSingleton<PlaceDirectory>();
        services.AddSingleton<IPlaces>(provider => provider.GetRequiredService<PlaceDirectory>());
        services.AddSingleton<IPlaceLoader, PlaceLoader>();
        services.AddSingleton<IAreaCheck, SamplePostcodesCheck>();
        services.AddBackgroundJob<LoadPlacesInBackground>(LoadPlaceFiles.Key);
        // Loaded when the host starts, because the first request should not wait for the index.
        services.AddHostedService(provider => provider.GetRequiredService<PlaceDirectory>());
        services.AddHealthChecks().AddCheck<PlacesHealth>("places");
    }

    public static PlaceFolders Folders(string data, string config) =>
        new(Path.GetFullPath(Path.Combine(data, "places")), Path.GetFullPath(Path.Combine(config, "places", "sample")))
        {
            Areas = Path.GetFullPath(Path.Combine(config, "areas")),
        };
}
