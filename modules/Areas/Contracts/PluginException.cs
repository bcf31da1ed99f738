namespace WorkWell.Areas.Contracts;

/// <summary>An area's code cannot be used.</summary>
/// <param name="says">One plain sentence for whoever runs the host.</param>
/// <param name="cause">What happened underneath.</param>
public sealed class PluginException(string says, Exception? cause = null) : Exception(says, cause);
