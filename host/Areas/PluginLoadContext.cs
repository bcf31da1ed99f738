using System.Reflection;
using System.Runtime.Loader;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Host.Areas;

/// <summary>
/// Where one area's code lives. With the host it shares the area contract and the base library; what it brings along stays its own, at whichever version;
/// nothing else of the host is within its reach.
/// </summary>
internal sealed class PluginLoadContext(string assemblyPath) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(assemblyPath))
{
    private static readonly Assembly Contract = typeof(IAreaPlugin).Assembly;
    private static readonly string BaseLibrary = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private readonly AssemblyDependencyResolver resolver = new(assemblyPath);

    /// <summary>Loads an assembly from its bytes, so that its file can be replaced while the host runs.</summary>
    public Assembly LoadFile(string path)
    {
        using var bytes = new MemoryStream(File.ReadAllBytes(path));
        return LoadFromStream(bytes);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Contract.GetName().Name) return Contract;
        if (resolver.ResolveAssemblyToPath(assemblyName) is { } own) return LoadFile(own);
        // Null asks the host's own context, which is right for the base library and for nothing else.
        if (File.Exists(Path.Combine(BaseLibrary, $"{assemblyName.Name}.dll"))) return null;
        throw new PluginException($"The plugin asks for {assemblyName.Name}, which is neither in its folder nor in the base library.");
    }
}
