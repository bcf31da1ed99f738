using System.Collections;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Settings;

/// <summary>
/// Settings as one text that is the same on every host: names in order, and members that say nothing left out, so that a contract which has grown an
/// optional member writes the same text as before.
/// </summary>
internal static class SettingsContent
{
    private static readonly JsonSerializerOptions Options = new(JsonFile.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatSaysNothing } },
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static (string Json, string Sha256) Write(AreaSettings settings)
    {
        var utf8 = JsonSerializer.SerializeToUtf8Bytes(Ordered(settings), Options);
        return (System.Text.Encoding.UTF8.GetString(utf8), Convert.ToHexStringLower(SHA256.HashData(utf8)));
    }

    /// <summary>Settings from their text.</summary>
    /// <returns>The settings, or null when a newer contract wrote members that this one does not know.</returns>
    public static AreaSettings? Read(string json)
    {
        try
        {
            return Ordered(JsonSerializer.Deserialize<AreaSettings>(json, Options)!);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same settings with every set of names in one order, whichever way they were written or stored.</summary>
    public static AreaSettings Ordered(AreaSettings settings) => settings with
    {
        Limits = settings.Limits.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Requirements = settings.Requirements.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Lists = settings.Lists.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private static void LeaveOutWhatSaysNothing(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var member = type.Properties[i];
            if (member.Set is null && member.AssociatedParameter is null) type.Properties.RemoveAt(i);
            else if (!member.IsRequired && member.AssociatedParameter is null or { IsMemberInitializer: true })
                member.ShouldSerialize = (_, value) => value is not (null or false or ICollection { Count: 0 });
        }
    }
}
