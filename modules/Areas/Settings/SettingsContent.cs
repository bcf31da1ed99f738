using System.Collections;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Settings;

/// <summary>
/// The canonical text of settings, the same on every host: names sorted and empty members left out, so adding an optional member to the contract does not
/// change the text.
/// </summary>
internal static class SettingsContent
{
    private static readonly JsonSerializerOptions Options = new(JsonFile.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatSaysNothing } },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static (string Json, string Sha256) Write(AreaSettings settings)
    {
        var utf8 = JsonSerializer.SerializeToUtf8Bytes(Ordered(settings), Options);
        return (System.Text.Encoding.UTF8.GetString(utf8), Convert.ToHexStringLower(SHA256.HashData(utf8)));
    }

    /// <summary>Reads settings from canonical text.</summary>
    /// <returns>The settings, or null when a newer contract wrote members unknown to this one.</returns>
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

    /// <summary>Sorts the names in the settings, whatever order they were written or stored in.</summary>
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
            else if (!member.IsRequired && member.AssociatedParameter is null or { IsMemberInitializer: true } && !IsAlwaysSaid(member))
                member.ShouldSerialize = (_, value) => value is not (null or false or ICollection { Count: 0 });
        }
    }

    // Where "false" is not the default, leaving it out would say "true".
    private static bool IsAlwaysSaid(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Never }];
}
