namespace WorkWell.Host;

/// <summary>The host's folders: beside the solution in a checkout, beside the program in a container.</summary>
/// <param name="Root">The folder that contains config.</param>
public sealed record HostFolders(string Root)
{
    /// <summary>Settings, areas, calendars, schemas.</summary>
    public string Config => Environment.GetEnvironmentVariable("WORKWELL_CONFIG") ?? Path.Combine(Root, "config");

    /// <summary>Built plugins, one folder for each.</summary>
    public string Plugins => Environment.GetEnvironmentVariable("WORKWELL_PLUGINS") ?? Path.Combine(Root, "artifacts", "areas");

    /// <summary>Static files of the pages: stylesheets, scripts, fonts.</summary>
    public string Pages => Environment.GetEnvironmentVariable("WORKWELL_PAGES") ?? Path.Combine(Root, "artifacts", "pages");

    /// <summary>Data the host creates: the embedded database, the postcode index.</summary>
    public string Data => Environment.GetEnvironmentVariable("WORKWELL_DATA") ?? Path.Combine(Root, ".workwell");

    /// <summary>Searches upwards from the program for the folder that contains config/workwell.json.</summary>
    /// <returns>The folders.</returns>
    /// <exception cref="InvalidOperationException">No folder above the program contains it.</exception>
    public static HostFolders Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "config", "workwell.json"))) return new HostFolders(folder.FullName);
        }
        throw new InvalidOperationException(
            $"No config/workwell.json in {AppContext.BaseDirectory} or any folder above it. Set WORKWELL_CONFIG to the config folder.");
    }
}
