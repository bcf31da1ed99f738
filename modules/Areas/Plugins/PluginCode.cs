using System.Reflection;
using McMaster.NETCore.Plugins;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Plugins;

/// <summary>
/// Loads a plugin that has passed the fence, apart from every other. With the host it shares the area contract and the base library; what it brings along stays
/// its own, at whichever version.
/// </summary>
internal static class PluginCode
{
    /// <param name="assemblyPath">The plugin's assembly, with what it brings along beside it.</param>
    /// <param name="typeName">The full name of the type that is the plugin.</param>
    /// <returns>The plugin.</returns>
    /// <exception cref="PluginException">The code cannot be used; the message is one plain sentence.</exception>
    public static IAreaPlugin Load(string assemblyPath, string typeName)
    {
        var file = Path.GetFileName(assemblyPath);
        try
        {
            var type = Assembly(assemblyPath).GetType(typeName) ?? throw new PluginException($"{file} has no type {typeName}.");
            if (!type.IsAssignableTo(typeof(IAreaPlugin)) || type.IsAbstract)
                throw new PluginException($"{typeName} in {file} is not an {nameof(IAreaPlugin)} that can be made.");
            if (type.GetConstructor(Type.EmptyTypes) is not { } constructor)
                throw new PluginException($"{typeName} in {file} has no public constructor without parameters.");
            return (IAreaPlugin)constructor.Invoke(null);
        }
        catch (BadImageFormatException broken)
        {
            throw new PluginException($"{file} is not a .NET assembly, or it is damaged.", broken);
        }
        catch (TargetInvocationException failed)
        {
            throw new PluginException(
                $"The constructor of {typeName} fails with {failed.InnerException?.GetType().Name}: {failed.InnerException?.Message}", failed);
        }
        catch (Exception unusable) when (unusable is IOException or TypeLoadException or UnauthorizedAccessException)
        {
            throw new PluginException($"{file} cannot be loaded: {unusable.Message}", unusable);
        }
    }

    // In memory, so that a file can be replaced while the host runs. Areas are not unloaded: code that can be is slower to reach its static fields.
    private static Assembly Assembly(string path) => PluginLoader.CreateFromAssemblyFile(path, [typeof(IAreaPlugin)], config =>
    {
        config.PreferSharedTypes = false;
        config.IsUnloadable = false;
        config.LoadInMemory = true;
    }).LoadDefaultAssembly();
}
