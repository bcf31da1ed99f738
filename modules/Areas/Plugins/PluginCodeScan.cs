using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace WorkWell.Areas.Plugins;

/// <summary>
/// What a built plugin reaches for. Decisions are made again later and on other machines, so an area's code may see its facts and settings and nothing else:
/// no clock, file, network, process, thread or chance, and no state kept from one decision to the next.
/// </summary>
internal sealed class PluginCodeScan
{
    private static readonly string BaseLibrary = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly string[] Namespaces =
    [
        "System.IO.", "System.Net.", "System.Threading.Tasks.", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Reflection.Emit.", "System.Runtime.Loader.", "System.Security.Cryptography.", "Microsoft.Win32.",
    ];

    private static readonly string[] Types =
    [
        "System.Console", "System.Random", "System.TimeProvider", "System.AppContext", "System.AppDomain", "System.Activator", "System.GC", "System.Threading.Thread", "System.Threading.ThreadPool",
        "System.Threading.Timer", "System.Threading.ThreadLocal`1", "System.Threading.AsyncLocal`1", "System.TimeZoneInfo", "System.Runtime.InteropServices.Marshal",
    ];

    private static readonly string[] Members =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.Globalization.CultureInfo.get_CurrentCulture", "System.Globalization.CultureInfo.get_CurrentUICulture", "System.Type.GetType", "System.Type.InvokeMember",
    ];

    private PluginCodeScan(IReadOnlyList<string> foreign, IReadOnlyList<string> forbidden)
    {
        ForeignAssemblies = foreign;
        Forbidden = forbidden;
    }

    /// <summary>Assemblies it refers to that are neither the area contract nor the base library.</summary>
    public IReadOnlyList<string> ForeignAssemblies { get; }

    /// <summary>What it uses and must not, by name.</summary>
    public IReadOnlyList<string> Forbidden { get; }

    /// <exception cref="BadImageFormatException">The file is not a .NET assembly.</exception>
    public static PluginCodeScan Of(string assemblyPath)
    {
        using var image = new PEReader(File.OpenRead(assemblyPath));
        if (!image.HasMetadata) throw new BadImageFormatException("It holds no .NET code.");
        var reader = image.GetMetadataReader();
        var foreign = reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
            .Where(name => name != "WorkWell.Areas.Sdk" && !File.Exists(Path.Combine(BaseLibrary, $"{name}.dll")));
        return new([.. foreign], [.. UsedTypes(reader).Concat(UsedMembers(reader)).Concat(NativeCalls(reader)).Concat(KeptState(reader)).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> UsedTypes(MetadataReader reader) =>
        reader.TypeReferences.Select(handle => NameOf(reader, handle))
            .Where(name => Types.Contains(name) || Namespaces.Any(start => name.StartsWith(start, StringComparison.Ordinal)));

    private static IEnumerable<string> UsedMembers(MetadataReader reader)
    {
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            var name = $"{NameOf(reader, (TypeReferenceHandle)member.Parent)}.{reader.GetString(member.Name)}";
            // Iterators that the compiler writes ask for the thread's number, and decide nothing by it.
            var isEnvironment = name.StartsWith("System.Environment.", StringComparison.Ordinal) && name != "System.Environment.get_CurrentManagedThreadId";
            if (isEnvironment || Members.Contains(name)) yield return name;
        }
    }

    private static IEnumerable<string> NativeCalls(MetadataReader reader) =>
        reader.MethodDefinitions.Select(reader.GetMethodDefinition).Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)).Select(method => $"native {reader.GetString(method.Name)}");

    // Fields that the compiler makes, to keep a delegate, have names no programmer can write.
    private static IEnumerable<string> KeptState(MetadataReader reader) =>
        from handle in reader.FieldDefinitions
        let field = reader.GetFieldDefinition(handle)
        let name = reader.GetString(field.Name)
        where field.Attributes.HasFlag(FieldAttributes.Static) && (field.Attributes & (FieldAttributes.InitOnly | FieldAttributes.Literal)) == 0 && !name.Contains('<', StringComparison.Ordinal)
        let owner = reader.GetTypeDefinition(field.GetDeclaringType())
        where !reader.GetString(owner.Name).Contains('<', StringComparison.Ordinal)
        select $"the changing static field {reader.GetString(owner.Name)}.{name}";

    private static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }
}
