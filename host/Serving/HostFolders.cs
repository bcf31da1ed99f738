namespace WorkWell.Host;

/// <summary>Where this host finds its files: beside the solution in a checkout, beside the program in a container.</summary>
/// <param name="Root">The folder that holds config.</param>
public sealed record HostFolders(string Root)
{
    /// <summary>Settings, areas, calendars, schemas.</summary>
    public string Config => Environment.GetEnvironmentVariable("WORKWELL_CONFIG") ?? Path.Combine(Root, "config");

    /// <summary>Built plugins, one folder each.</summary>
    public string Plugins => Environment.GetEnvironmentVariable("WORKWELL_PLUGINS") ?? Path.Combine(Root, "artifacts", "areas");

    /// <summary>What pages load: stylesheets, script, fonts.</summary>
    public string Pages => Environment.GetEnvironmentVariable("WORKWELL_PAGES") ?? Path.Combine(Root, "artifacts", "pages");

    /// <summary>What the host makes for itself: the embedded database, the postcode index.</summary>
    public string Data => Environment.GetEnvironmentVariable("WORKWELL_DATA") ?? Path.Combine(Root, ".workwell");

    /// <summary>Looks upwards from the program for the folder that holds config/workwell.json.</summary>
    /// <returns>The folders.</returns>
    /// <exception cref="InvalidOperationException">No folder above the program holds it.</exception>
    public static HostFolders Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "config", "workwell.json"))) return new HostFolders(folder.FullName);
        }
        throw new InvalidOperationException($"No config/workwell.json in {AppContext.BaseDirectory} or any folder above it. Set WORKWELL_CONFIG to the config folder.");
    }
}
