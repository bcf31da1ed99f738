using System.Collections.Frozen;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Settings;

/// <summary>The settings read from an area's files, and the errors in those files.</summary>
/// <param name="Settings">The settings with follow-ups; null when an error stops the area.</param>
/// <param name="Sdk">The contract versions, as written.</param>
/// <param name="Errors">All findings.</param>
internal sealed record SettingsReading(AreaSettings? Settings, string? Sdk, IReadOnlyList<ValidationError> Errors)
{
    /// <summary>The line of each member of area.json, by its path.</summary>
    public IReadOnlyDictionary<string, int> Lines { get; init; } = FrozenDictionary<string, int>.Empty;
}

/// <summary>Reads config/areas/CODE/area.json and the area's follow-ups, or the national ones.</summary>
internal static class SettingsFiles
{
    /// <summary>The area folders under config/areas.</summary>
    public static IReadOnlyList<string> Codes(string configFolder)
    {
        var areas = Path.Combine(configFolder, "areas");
        if (!Directory.Exists(areas)) return [];
        return [.. Directory.EnumerateDirectories(areas).Select(folder => Path.GetFileName(folder)).Where(code => code != Area.National && code[0] != '.')
            .Order(StringComparer.Ordinal)];
    }

    /// <param name="configFolder">The config folder.</param>
    /// <param name="code">The area's code.</param>
    /// <param name="national">The national follow-ups, when several areas are read together.</param>
    public static SettingsReading Read(string configFolder, string code, NationalFollowUps? national = null)
    {
        var shown = Shown(code, "area.json");
        var area = JsonFile.Read<AreaSettings>(Path.Combine(configFolder, "areas", code, "area.json"), shown, "sdk");
        var errors = area.Errors.ToList();
        area.Header.TryGetValue("sdk", out var sdk);
        if (area.Value is { } settings)
        {
            errors.AddRange(new SettingsChecks(shown, area.Lines).Check(settings, code));
            errors.AddRange(CheckSdk(shown, sdk, area.Lines));
        }
        var steps = FollowUpsFile.Read(configFolder, code, area.Value?.Limits ?? FrozenDictionary<string, Limit>.Empty, national ?? new(configFolder), errors);
        var whole = area.Value is null || errors.Any(finding => !finding.IsAdvice) ? null : SettingsContent.Ordered(area.Value with { FollowUps = steps });
        return new(whole, sdk, errors) { Lines = area.Lines };
    }

    /// <summary>The file name shown to people.</summary>
    public static string Shown(string code, string file) => $"config/areas/{code}/{file}";

    private static IEnumerable<ValidationError> CheckSdk(string shown, string? sdk, IReadOnlyDictionary<string, int> lines)
    {
        if (sdk is null) yield return new(shown, 1, "The file lacks \"sdk\", the contract versions it was written for, such as \">=1.0 <2.0\".");
        else if (SdkRange.FindProblem(sdk) is { } reason) yield return new(shown, lines["sdk"], reason);
    }
}
