using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Contracts;

/// <summary>Loads an area's code. The host implements it, so nothing else depends on how code is loaded.</summary>
public interface IPluginLoader
{
    /// <summary>Loads a plugin in isolation. It shares only the area contract and the base library with the host.</summary>
    /// <param name="assemblyPath">The plugin's assembly, with its dependencies in the same folder.</param>
    /// <param name="typeName">The full name of the plugin type.</param>
    /// <returns>The plugin.</returns>
    /// <exception cref="PluginException">The code cannot be used; the message is one plain sentence.</exception>
    IAreaPlugin Load(string assemblyPath, string typeName);
}

/// <summary>An area's code cannot be used.</summary>
/// <param name="says">One plain sentence for the host's operator.</param>
/// <param name="cause">The underlying error.</param>
public sealed class PluginException(string says, Exception? cause = null) : Exception(says, cause);
