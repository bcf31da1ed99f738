using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Plugins;

/// <summary>
/// What one DLL of a plugin reaches for, read from its metadata before any of it runs. Decisions are made again later and on other machines, so an area's code
/// may see its facts and
/// settings and nothing else: no clock, file, network, process, thread or chance, and no state kept from one decision to the next. <see cref="AllowedApis"/>
/// says what is left.
/// </summary>
internal sealed class ForbiddenApiScanner
{
    private static readonly AssemblyName Contract = typeof(IAreaPlugin).Assembly.GetName();
    private static readonly string BaseLibrary = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private readonly MetadataReader reader;
    private readonly IReadOnlySet<string> beside;

    private ForbiddenApiScanner(MetadataReader reader, IReadOnlySet<string> beside)
    {
        this.reader = reader;
        this.beside = beside;
    }

    /// <summary>Whether an assembly of this name comes with .NET.</summary>
    public static bool IsBaseLibrary(string name) => File.Exists(Path.Combine(BaseLibrary, $"{name}.dll"));

    /// <param name="path">The DLL.</param>
    /// <param name="beside">The names of the assemblies in its folder, which are looked through as well.</param>
    /// <returns>What it asks for or uses and must not, each as the end of a sentence that begins with the DLL's name.</returns>
    /// <exception cref="BadImageFormatException">The file is not a .NET assembly.</exception>
    public static IReadOnlyList<string> WhatIsWrong(string path, IReadOnlySet<string> beside)
    {
        using var image = new PEReader(File.OpenRead(path));
        if (!image.HasMetadata) throw new BadImageFormatException("It holds no .NET code.");
        // Code that was translated ahead of its first run is no "IL only" either, and says that it is a library of IL.
        var isMixed = image.PEHeaders.CorHeader is { } header && (header.Flags & (CorFlags.ILOnly | CorFlags.ILLibrary)) == 0;
        var scanner = new ForbiddenApiScanner(image.GetMetadataReader(), beside);
        string[] used = [.. scanner.UsedTypes().Concat(scanner.UsedMembers()).Concat(scanner.NativeCode(isMixed)).Concat(scanner.KeptState()).Distinct()
            .Order(StringComparer.Ordinal)];
        return [.. scanner.Foreign(), .. used.Length == 0 ? Array.Empty<string>() : [$"uses {string.Join(", ", used)}"]];
    }

    private IEnumerable<string> Foreign()
    {
        foreach (var reference in reader.AssemblyReferences.Select(reader.GetAssemblyReference))
        {
            var name = reader.GetString(reference.Name);
            if (name == Contract.Name)
            {
                if (reference.Version > Contract.Version)
                    yield return $"was built with version {reference.Version} of the area contract, and this host offers {Contract.Version}";
            }
            else if (!beside.Contains(name) && !IsBaseLibrary(name)) yield return $"asks for {name}, which is neither in its folder nor in the base library";
        }
        // Code elsewhere would be used under a name of this DLL's.
        if (reader.ExportedTypes.Count > 0 || reader.AssemblyFiles.Count > 0) yield return "passes types of other files on as its own";
    }

    private IEnumerable<string> UsedTypes() =>
        from handle in reader.TypeReferences
        let outer = Outermost(handle)
        where outer is not null && !AllowedApis.Has(outer.Value.Space, outer.Value.Name)
        select $"{outer.Value.Space}.{outer.Value.Name}";

    private IEnumerable<string> UsedMembers()
    {
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference || Outermost((TypeReferenceHandle)member.Parent) is not var (space, name)) continue;
            var says = reader.GetString(member.Name);
            if (AllowedApis.Has(space, name) && !AllowedApis.HasMember($"{space}.{name}", says)) yield return $"{space}.{name}.{says}";
        }
    }

    private IEnumerable<string> NativeCode(bool isMixed)
    {
        if (isMixed) yield return "machine code of its own";
        foreach (var method in reader.MethodDefinitions.Select(reader.GetMethodDefinition))
        {
            // What a delegate does, the runtime writes: that is neither native nor elsewhere.
            var isNative = (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.Native
                || (method.ImplAttributes & (MethodImplAttributes.InternalCall | MethodImplAttributes.Unmanaged)) != 0;
            if (isNative || method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)) yield return $"native {reader.GetString(method.Name)}";
        }
    }

    // Fields that the compiler makes, to keep a delegate, have names no programmer can write.
    private IEnumerable<string> KeptState() =>
        from handle in reader.FieldDefinitions
        let field = reader.GetFieldDefinition(handle)
        let name = reader.GetString(field.Name)
        where field.Attributes.HasFlag(FieldAttributes.Static) && (field.Attributes & (FieldAttributes.InitOnly | FieldAttributes.Literal)) == 0
        && !name.Contains('<', StringComparison.Ordinal)
        let owner = reader.GetTypeDefinition(field.GetDeclaringType())
        where !reader.GetString(owner.Name).Contains('<', StringComparison.Ordinal)
        select $"the changing static field {reader.GetString(owner.Name)}.{name}";

    // The type itself, or the type it is nested in; null where it comes from the contract or from a DLL that is looked through too.
    private (string Space, string Name)? Outermost(TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference) return Outermost((TypeReferenceHandle)type.ResolutionScope);
        if (type.ResolutionScope.Kind == HandleKind.AssemblyReference)
        {
            var from = reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
            // What is neither here nor there has been named already.
            if (from == Contract.Name || beside.Contains(from) || !IsBaseLibrary(from)) return null;
        }
        return (reader.GetString(type.Namespace), reader.GetString(type.Name));
    }
}
