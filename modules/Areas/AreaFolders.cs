using Microsoft.Extensions.Configuration;

namespace WorkWell.Areas;

/// <summary>Where the areas' files are.</summary>
/// <param name="Config">The config folder.</param>
/// <param name="Plugins">The folder with one folder for each built plugin.</param>
internal sealed record AreaFolders(string Config, string Plugins)
{
    public static AreaFolders From(IConfiguration configuration) => new(Needed(configuration, "ConfigFolder"), Needed(configuration, "PluginsFolder"));

    private static string Needed(IConfiguration configuration, string key) => configuration[key] ?? throw new InvalidOperationException($"{key} is not set.");
}
