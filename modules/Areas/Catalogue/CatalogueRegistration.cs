using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Publishing;

namespace WorkWell.Areas.Catalogue;

/// <summary>Registers the area catalogue.</summary>
internal static class CatalogueRegistration
{
    public static void AddCatalogue(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => AreaFolders.From(configuration));
        services.AddSingleton(provider => new ServedFiles(provider.GetRequiredService<AreaFolders>().Served));
        services.AddSingleton<PublicationStore>();
        services.AddSingleton<IPublications>(provider => provider.GetRequiredService<PublicationStore>());
        services.AddSingleton<FollowPublications>();
        services.AddSingleton<AreaPlugins>();
        services.AddSingleton<PluginApprovals>();
        services.AddSingleton<PluginCallJournal>();
        services.AddSingleton<PluginTrial>();
        services.AddSingleton<PluginWatchdog>();
        services.AddSingleton<AreaFlags>();
        services.AddSingleton<AreaInspection>();
        services.AddSingleton<AreaRevisions>();
        services.AddSingleton<AreaContacts>();
        services.AddSingleton<IAreaCheck, ReachableCheck>();
        services.AddSingleton<AreaCatalogue>();
        services.AddSingleton<IAreaCatalogue>(provider => provider.GetRequiredService<AreaCatalogue>());
        services.AddSingleton<AreaFileWatcher>();
        services.AddSingleton<IAreaLoading>(provider => provider.GetRequiredService<AreaFileWatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<AreaFileWatcher>());
        services.AddHealthChecks().AddCheck<AreasHealth>("areas");
    }
}
