using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Contracts;

/// <summary>Loads an area's code. The host has the one implementation; nothing else knows how code is loaded.</summary>
public interface IPluginLoader
{
    /// <summary>Loads one plugin apart from every other, sharing only the area contract and the base library with the host.</summary>
    /// <param name="assemblyPath">The plugin's assembly, with what it brings along beside it.</param>
    /// <param name="typeName">The full name of the type that is the plugin.</param>
    /// <returns>The plugin.</returns>
    /// <exception cref="PluginException">The code cannot be used; the message is one plain sentence.</exception>
    IAreaPlugin Load(string assemblyPath, string typeName);
}

/// <summary>An area's code cannot be used.</summary>
/// <param name="says">One plain sentence for whoever runs the host.</param>
/// <param name="cause">What happened underneath.</param>
public sealed class PluginException(string says, Exception? cause = null) : Exception(says, cause);
