namespace WorkWell.Areas.Plugins;

/// <summary>
/// The part of the base library that an area's code may use. Because it lists what is allowed, additions of later .NET versions are refused until they have
/// been reviewed.
/// </summary>
internal static class AllowedApis
{
    private static readonly HashSet<string> Namespaces =
    [
        "System.Collections", "System.Collections.Frozen", "System.Collections.Generic", "System.Collections.Immutable", "System.Collections.ObjectModel",
        "System.Diagnostics.CodeAnalysis", "System.Numerics",
        "System.Runtime.Versioning", "System.Text.RegularExpressions",
    ];

    // Attributes say something about code and do nothing. Those for unsafe code, native code and other types' private members are elsewhere or named below.
    private static readonly HashSet<string> AttributeNamespaces = [
        "System", "System.ComponentModel", "System.Diagnostics", "System.Reflection", "System.Runtime.CompilerServices"];

    private static readonly HashSet<string> Never = [
        "System.Runtime.CompilerServices.UnsafeAccessorAttribute", "System.Runtime.CompilerServices.UnsafeAccessorTypeAttribute"];

    private static readonly HashSet<string> Types =
    [
        .. In("System", "Action,Array,Attribute,AttributeTargets,BitConverter,Boolean,Byte,Char,CharEnumerator,Comparison,Convert," +
            "Converter,DateOnly,DateTime,DateTimeKind,DateTimeOffset,DayOfWeek,Decimal,Double"),
        .. In("System", "Enum,Exception,FormattableString,Func,Guid,Half,HashCode,IComparable,IConvertible,IDisposable,IEquatable," +
            "IFormatProvider,IFormattable,IParsable,ISpanFormattable,ISpanParsable"),
        .. In("System", "IUtf8SpanFormattable,IUtf8SpanParsable,ICustomFormatter,Index,Int128,Int16,Int32,Int64,IntPtr,Lazy,Math,MathF," +
            "Memory,MemoryExtensions,MidpointRounding,MulticastDelegate,Nullable,Object"),
        .. In("System", "Predicate,Range,ReadOnlyMemory,ReadOnlySpan,RuntimeFieldHandle,RuntimeTypeHandle,SByte,Single,Span,String," +
            "StringComparer,StringComparison,StringSplitOptions,TimeOnly,TimeSpan"),
        .. In("System", "Tuple,TupleExtensions,UInt128,UInt16,UInt32,UInt64,UIntPtr,Uri,UriKind,ValueTuple,ValueType,Version,Void"),
        .. In("System.Buffers", "SearchValues"),
        .. In("System.Diagnostics", "DebuggerBrowsableState,UnreachableException"),
        .. In("System.Globalization", "Calendar,CalendarWeekRule,CharUnicodeInfo,CompareInfo,CompareOptions,DateTimeStyles,GregorianCalendar,ISOWeek," +
            "NumberStyles,StringInfo,TextInfo,UnicodeCategory"),
        .. In("System.Linq", "Enumerable,IGrouping,ILookup,IOrderedEnumerable,Lookup"),
        .. In("System.Runtime.CompilerServices", "DefaultInterpolatedStringHandler,IsExternalInit,ITuple,SwitchExpressionException"),
        .. In("System.Runtime.InteropServices", "InAttribute"),
        .. In("System.Text", "CompositeFormat,NormalizationForm,Rune,SpanRuneEnumerator,StringBuilder,StringRuneEnumerator"),
        .. In("System.Threading", "LazyThreadSafetyMode"),
    ];

    // Of these types only the members listed. Those of memory are what the compiler itself writes for collection expressions and long texts.
    private static readonly Dictionary<string, HashSet<string>> OnlyMembers = new()
    {
        ["System.Delegate"] = [.. "Combine,Remove,Equals,GetHashCode,op_Equality,op_Inequality".Split(',')],
        ["System.Environment"] = ["get_CurrentManagedThreadId"],
        ["System.Type"] = [.. "GetTypeFromHandle,Equals,GetHashCode,ToString,get_FullName,op_Equality,op_Inequality".Split(',')],
        ["System.Globalization.CultureInfo"] = [
        .. "GetCultureInfo,GetFormat,get_CompareInfo,get_DateTimeFormat,get_InvariantCulture,get_Name,get_NumberFormat,get_TextInfo".Split(',')],
        ["System.Globalization.DateTimeFormatInfo"] = ["get_InvariantInfo"],
        ["System.Globalization.NumberFormatInfo"] = ["get_InvariantInfo"],
        ["System.Reflection.MemberInfo"] = ["get_Name"],
        ["System.Runtime.CompilerServices.RuntimeHelpers"] = [
        .. "CreateSpan,EnsureSufficientExecutionStack,Equals,GetHashCode,GetSubArray,InitializeArray,IsReferenceOrContainsReferences".Split(',')],
        ["System.Runtime.CompilerServices.Unsafe"] = ["Add", "As", "AsRef"],
        ["System.Runtime.InteropServices.CollectionsMarshal"] = ["AsSpan", "SetCount"],
        ["System.Runtime.InteropServices.ImmutableCollectionsMarshal"] = ["AsImmutableArray"],
        ["System.Runtime.InteropServices.MemoryMarshal"] = ["CreateReadOnlySpan", "CreateSpan"],
        ["System.Threading.Interlocked"] = ["CompareExchange"],
    };

    // Clock and chance on types that are otherwise harmless.
    private static readonly HashSet<string> NeverMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.DateTimeOffset.ToLocalTime",
        "System.DateTime.ToLocalTime", "System.DateTime.ToUniversalTime", "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.StringComparer.get_CurrentCulture", "System.StringComparer.get_CurrentCultureIgnoreCase",
    ];

    /// <summary>Whether any member of the type may be used.</summary>
    /// <param name="space">The namespace of the type, or of the outermost type around it.</param>
    /// <param name="name">The name of that type.</param>
    public static bool Has(string space, string name)
    {
        var full = $"{space}.{WithoutArity(name)}";
        if (Never.Contains(full)) return false;
        if (Namespaces.Contains(space) || Types.Contains(full) || OnlyMembers.ContainsKey(full)) return true;
        // The buffers the compiler uses for a short list of arguments: InlineArray2 to InlineArray16.
        if (full.StartsWith("System.Runtime.CompilerServices.InlineArray", StringComparison.Ordinal)) return true;
        return (name.EndsWith("Attribute", StringComparison.Ordinal) && AttributeNamespaces.Contains(space))
            || (name.EndsWith("Exception", StringComparison.Ordinal) && space == "System");
    }

    /// <summary>Whether a member of an allowed type may be used.</summary>
    public static bool HasMember(string type, string member) =>
        OnlyMembers.TryGetValue(type, out var only) ? only.Contains(member) : !NeverMembers.Contains($"{type}.{member}");

    private static IEnumerable<string> In(string space, string names) => names.Split(',').Select(name => $"{space}.{name}");

    private static string WithoutArity(string name) => name.Split('`')[0];
}
