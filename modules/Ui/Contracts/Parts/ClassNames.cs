using WorkWell.Platform;

namespace WorkWell.Ui.Contracts;

/// <summary>Builds class attributes the way the design system's macros do.</summary>
internal static class ClassNames
{
    /// <summary>Joins the names, skipping empty ones.</summary>
    public static string Join(params ReadOnlySpan<string?> names)
    {
        var joined = "";
        foreach (var name in names)
        {
            if (string.IsNullOrEmpty(name)) continue;
            joined = joined.Length == 0 ? name : joined + " " + name;
        }
        return joined;
    }

    /// <summary>A modifier class, unless the further classes contain it.</summary>
    public static string? If(bool wanted, string name, string? classes) => wanted && !Has(classes, name) ? name : null;

    /// <summary>A variant's modifier class, unless the further classes contain a variant.</summary>
    public static string? Variant<T>(string prefix, T? value, string? classes)
        where T : struct, Enum
    {
        if (value is not { } chosen) return null;
        if (classes is not null && StoredKeys<T>.All.Any(name => Has(classes, prefix + name))) return null;
        return prefix + Of(chosen);
    }

    /// <summary>The design system's name for a value: <c>SecondarySolid</c> becomes "secondary-solid".</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => StoredKeys<T>.Of(value);

    public static bool Has(string? classes, string name) => classes?.Contains(name, StringComparison.Ordinal) == true;
}
