using Microsoft.Extensions.Configuration;

namespace WorkWell.Areas;

/// <summary>Where the areas' files are.</summary>
/// <param name="Config">The config folder, with workwell.json.</param>
/// <param name="Served">The folder that contains <c>areas</c>: the config folder, or this host's copy of what is published.</param>
/// <param name="Plugins">The folder with one folder for each built plugin.</param>
internal sealed record AreaFolders(string Config, string Served, string Plugins)
{
    /// <summary>Whether what is published is served, and not the config folder.</summary>
    public bool IsPublished => Served != Config;

    public static AreaFolders From(IConfiguration configuration)
    {
        var config = Needed(configuration, "ConfigFolder");
        return new(
            config, configuration.GetValue("ServePublished", false) ? Directory.CreateTempSubdirectory("workwell-published-").FullName : config,
            Needed(configuration, "PluginsFolder"));
    }

    private static string Needed(IConfiguration configuration, string key) => configuration[key] ?? throw new InvalidOperationException($"{key} is not set.");
}
