using System.Collections.Frozen;
using System.Text.Json;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>The text keys under which an enum of the contract is stored and spoken of: "primary-care" for <c>PrimaryCare</c>.</summary>
internal static class StoredKeys<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Keys = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
    private static readonly FrozenDictionary<string, T> Values = Keys.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static string Of(T value) => Keys[value];

    public static T Read(string key) => Values[key];

    public static T? TryRead(string? key) => key is not null && Values.TryGetValue(key, out var value) ? value : null;
}

/// <summary>The doors by key.</summary>
internal static class DoorKeys
{
    public static string Of(Door door) => StoredKeys<Door>.Of(door);
}
