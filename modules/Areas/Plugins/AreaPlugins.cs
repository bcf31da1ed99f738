using System.Collections.Concurrent;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Plugins;

/// <summary>The code that decides for an area: its plugin, or the national rules if it has none.</summary>
/// <param name="Plugin">The code.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sdk">The contract versions it was written for.</param>
/// <param name="Folder">Its folder; null for the national rules.</param>
/// <param name="Content">The hash of what its folder holds; null for the national rules.</param>
internal sealed record AreaCode(IAreaPlugin Plugin, string Version, string Sdk, PluginFolder? Folder, string? Content = null);

/// <summary>The areas' code, each loaded once, when first needed. New code needs a restart.</summary>
internal sealed class AreaPlugins(AreaFolders folders, PluginApprovals? approvals = null, PluginCallJournal? journal = null)
{
    private readonly Lazy<IReadOnlyDictionary<string, PluginFolder>> found = new(() => PluginFolders.Find(folders.Plugins));
    private readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<string>>> keptOut = new();
    private readonly ConcurrentDictionary<string, bool> notApproved = new();
    private readonly ConcurrentDictionary<string, Lazy<AreaCode>> loaded = new();
    private readonly ConcurrentDictionary<string, Lazy<string>> contents = new();

    /// <summary>The areas that have a folder with a plugin.</summary>
    public IEnumerable<string> Areas => found.Value.Keys;

    /// <summary>What is wrong with an area's plugin folder, before any of its code runs.</summary>
    public IReadOnlyList<ValidationError> Check(string area) => found.Value.TryGetValue(area, out var plugin) ? plugin.Errors : [];

    /// <summary>Whether an area's code was kept out because nobody has approved it as it is.</summary>
    public bool IsNotApproved(string area) => notApproved.GetValueOrDefault(area);

    /// <summary>Where an area's code lies; null for an area from configuration alone.</summary>
    /// <exception cref="PluginException">Something in the folder keeps it out.</exception>
    public PluginFolder? Fenced(string area)
    {
        if (!found.Value.TryGetValue(area, out var plugin)) return null;
        if (keptOut.GetOrAdd(area, _ => new(() => PluginFence.WhatKeepsOut(plugin.Folder))).Value is not { Count: > 0 } wrong)
        {
            var content = ContentOf(plugin);
            var unapproved = approvals?.WhatIsWrong(area, content);
            notApproved[area] = unapproved is not null;
            return (unapproved ?? journal?.WhatIsWrong(area, content)) is { } reason ? throw new PluginException(reason) : plugin;
        }
        throw new PluginException(
            $"{string.Join(' ', wrong)} An area's code sees its facts and settings and nothing else, so that its decisions can be made again.");
    }

    /// <summary>An area's code. Its folder has been checked.</summary>
    /// <exception cref="PluginException">The code cannot be used.</exception>
    public AreaCode Load(string area) => loaded.GetOrAdd(area, _ => new(() => LoadNow(area))).Value;

    private AreaCode LoadNow(string area)
    {
        if (Fenced(area) is not { } plugin) return new(new NationalArea(), SdkVersion.Current.ToString(), "", null);
        return new(PluginCode.Load(plugin.AssemblyPath, plugin.Manifest!.Type), plugin.Manifest.Version, plugin.Manifest.Sdk, plugin,
            ContentOf(plugin));
    }

    // Files can be replaced while the host runs, and the code that runs stays as it was loaded.
    private string ContentOf(PluginFolder plugin) => contents.GetOrAdd(plugin.Area, _ => new(() => PluginContent.HashOf(plugin.Folder))).Value;
}
