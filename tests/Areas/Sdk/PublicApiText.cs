using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace WorkWell.Areas.Sdk.Tests;

/// <summary>The public face of the area contract as lines of text: one for each type and member, in order.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().OrderBy(type => type.Name, StringComparer.Ordinal)
        .SelectMany(type => Lines(type).Order(StringComparer.Ordinal).Prepend(Kind(type)))];

    /// <summary>What in a newer contract would break plugins that were built for the older one.</summary>
    /// <remarks>Nothing goes; records given to plugins grow only by optional members; interfaces grow only by members with a default body.</remarks>
    public static IReadOnlyList<string> Breaks(IReadOnlyList<string> older, IReadOnlyList<string> newer)
    {
        var known = older.Where(IsType).Select(NameOf).ToHashSet();
        var gone = older.Where(line => IsType(line) ? !newer.Any(other => IsType(other) && other.Split(" is ")[0] == line.Split(" is ")[0])
            : !newer.Contains(line)).Select(line => $"gone or changed: {line}");
        var demanded = newer.Except(older)
            .Where(line => !IsType(line) && known.Contains(NameOf(line))
            && (line.Contains(": required ", StringComparison.Ordinal) || line.Contains(": abstract ", StringComparison.Ordinal)))
            .Select(line => $"demanded of everybody: {line}");
        return [.. gone, .. demanded];
    }

    private static bool IsType(string line) => !line.Contains(": ", StringComparison.Ordinal);

    private static string NameOf(string line) => IsType(line) ? line.Split(' ')[1] : line.Split(": ")[0];

    private static string Kind(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.GetMethod("<Clone>$") is not null ? "record"
            : type is { IsAbstract: true, IsSealed: true } ? "static" : "class";
        var bases = type.GetInterfaces().Where(one => one.Assembly == type.Assembly).Select(one => one.Name).Order(StringComparer.Ordinal);
        return $"{kind} {Name(type)}{(bases.Any() ? " is " + string.Join(", ", bases) : "")}";
    }

    private static IEnumerable<string> Lines(Type type)
    {
        if (type.IsEnum)
        {
            foreach (var value in Enum.GetValues(type))
                yield return $"{Name(type)}: {value} = {Convert.ToInt32(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)}";
            yield break;
        }
        foreach (var constructor in type.GetConstructors(Declared)) yield return $"{Name(type)}: new({Parameters(constructor)})";
        foreach (var field in type.GetFields(Declared))
            yield return $"{Name(type)}: {(field.IsLiteral ? $"const {field.Name} = \"{field.GetRawConstantValue()}\"" : $"field {field.Name}")} : {Name(
            field.FieldType)}";
        foreach (var property in type.GetProperties(Declared).Where(property => property.Name != "EqualityContract"))
            yield return $"{Name(type)}: {Described(property)}";
        foreach (var method in type.GetMethods(Declared).Where(IsOurs)) yield return $"{Name(type)}: {Described(method)}";
    }

    // What the compiler writes for a record, and the halves of properties, say nothing of their own.
    private static bool IsOurs(MethodInfo method) =>
        !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal) && !method.IsDefined(typeof(CompilerGeneratedAttribute))
        && method.Name is not ("Deconstruct" or "ToString");

    private static string Described(PropertyInfo property)
    {
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var access = property.SetMethod is not { IsPublic: true } ? "get" : isInit ? "get; init" : "get; set";
        var nullable = Nullability.Create(property).ReadState == NullabilityState.Nullable && Nullable.GetUnderlyingType(property.PropertyType) is null ? "?"
            : "";
        var word = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : property.DeclaringType!.IsInterface && property.GetMethod!.IsAbstract
            ? "abstract " : property.GetMethod!.IsStatic ? "static " : "";
        return $"{word}{property.Name} {{ {access} }} : {Name(property.PropertyType)}{nullable}";
    }

    private static string Described(MethodInfo method)
    {
        var word = method.DeclaringType!.IsInterface ? (method.IsAbstract ? "abstract " : "default ") : method.IsStatic ? "static " : "";
        var nullable = Nullability.Create(method.ReturnParameter).ReadState == NullabilityState.Nullable
            && Nullable.GetUnderlyingType(method.ReturnType) is null ? "?" : "";
        return $"{word}{method.Name}({Parameters(method)}) : {Name(method.ReturnType)}{nullable}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        var nullable = Nullability.Create(parameter).ReadState == NullabilityState.Nullable && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? "?" : "";
        var many = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        return $"{many}{Name(parameter.ParameterType)}{nullable} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "")}";
    }));

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        if (type.IsByRef) return Name(type.GetElementType()!) + "&";
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
    }
}
