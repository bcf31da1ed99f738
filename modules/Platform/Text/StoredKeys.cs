using System.Collections.Frozen;
using System.Text.Json;

namespace WorkWell.Platform;

/// <summary>
/// The text keys of an enum, as they are stored, sent and shown to machines: "primary-care" for <c>PrimaryCare</c>. The one place that makes them.
/// </summary>
/// <typeparam name="T">The enum.</typeparam>
public static class StoredKeys<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Keys = Enum.GetValues<T>()
        .ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
    private static readonly FrozenDictionary<string, T> Values = Keys.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Every key, in the order of the enum.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(Of)];

    /// <summary>The key of a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Such as "primary-care".</returns>
    public static string Of(T value) => Keys[value];

    /// <summary>Reads a key that we wrote.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="KeyNotFoundException">There is no value of this key.</exception>
    public static T Read(string key) => Values[key];

    /// <summary>Reads a key that somebody else wrote.</summary>
    /// <param name="key">The key, if there is one.</param>
    /// <returns>The value; null where there is none of this key.</returns>
    public static T? TryRead(string? key) => key is not null && Values.TryGetValue(key, out var value) ? value : null;
}
