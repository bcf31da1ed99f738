using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Places;
using WorkWell.Areas.Plugins;
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

    /// <inheritdoc/>
    public void Use(IApplicationBuilder pipeline) => pipeline.Use(async (context, next) =>
    {
        var request = PluginWatchdog.CloseWith(context.Abort);
        try
        {
            await next(context);
        }
        finally
        {
            request.Value = null;
        }
    });

    /// <summary>Binds a plugin to settings and runs its examples, in a process that may end by it. What comes out is for the host to find again.</summary>
    /// <param name="configFolder">The folder that contains <c>areas</c>.</param>
    /// <param name="pluginsFolder">The folder with one folder for each built plugin.</param>
    /// <param name="settings">The area's settings.</param>
    public static void TryPlugin(string configFolder, string pluginsFolder, string settings) =>
        TriedPlugin.Run(new AreaFolders(configFolder, configFolder, pluginsFolder), settings);

    /// <summary>Looks through an area's plugin as a host does before it loads it.</summary>
    /// <param name="pluginsFolder">The folder with one folder for each built plugin.</param>
    /// <param name="area">The area's code.</param>
    /// <returns>The hash of what its folder holds; or what is wrong, in sentences.</returns>
    public static (string? Content, string? Wrong) PluginContentOf(string pluginsFolder, string area)
    {
        if (!PluginFolders.Find(pluginsFolder).TryGetValue(area, out var plugin)) return (null, $"There is no built plugin for \"{area}\" in {pluginsFolder}.");
        string[] wrong = [.. plugin.Errors.Select(error => error.ToString()), .. PluginFence.WhatKeepsOut(plugin.Folder)];
        return wrong.Length > 0 ? (null, string.Join(' ', wrong)) : (PluginContent.HashOf(plugin.Folder), null);
    }

    /// <summary>Makes the loader of postcodes and practices, for commands that need no running host.</summary>
    /// <param name="dataFolder">What the host makes for itself.</param>
    /// <param name="configFolder">The folder of workwell.json.</param>
    /// <param name="clock">The time.</param>
    /// <returns>The loader.</returns>
    public static IPlaceLoader PlaceLoader(string dataFolder, string configFolder, TimeProvider clock) =>
        new PlaceLoader(PlacesRegistration.Folders(dataFolder, configFolder), clock);
}
