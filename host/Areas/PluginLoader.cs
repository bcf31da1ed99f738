using System.Reflection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Host.Areas;

/// <summary>Loads areas' code with what the base library offers: a load context and a dependency resolver for each.</summary>
internal sealed class PluginLoader : IPluginLoader
{
    /// <inheritdoc/>
    public IAreaPlugin Load(string assemblyPath, string typeName)
    {
        var file = Path.GetFileName(assemblyPath);
        try
        {
            var assembly = new PluginLoadContext(assemblyPath).LoadFile(assemblyPath);
            var type = assembly.GetType(typeName) ?? throw new PluginException($"{file} has no type {typeName}.");
            if (!type.IsAssignableTo(typeof(IAreaPlugin)) || type.IsAbstract) throw new PluginException($"{typeName} in {file} is not an {nameof(IAreaPlugin)} that can be made.");
            if (type.GetConstructor(Type.EmptyTypes) is not { } constructor) throw new PluginException($"{typeName} in {file} has no public constructor without parameters.");
            return (IAreaPlugin)constructor.Invoke(null);
        }
        catch (BadImageFormatException broken)
        {
            throw new PluginException($"{file} is not a .NET assembly, or it is damaged.", broken);
        }
        catch (TargetInvocationException failed)
        {
            throw new PluginException($"The constructor of {typeName} fails with {failed.InnerException?.GetType().Name}: {failed.InnerException?.Message}", failed);
        }
        catch (Exception unusable) when (unusable is IOException or TypeLoadException or UnauthorizedAccessException)
        {
            throw new PluginException($"{file} cannot be loaded: {unusable.Message}", unusable);
        }
    }
}
