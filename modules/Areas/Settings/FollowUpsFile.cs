using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Settings;

/// <summary>A follow-ups file, of an area or national.</summary>
/// <param name="Steps">The steps.</param>
internal sealed record FollowUpsFile(IReadOnlyList<FollowUpStep> Steps)
{
    /// <summary>Whether to include the national steps. A step with the same code replaces the national one.</summary>
    public bool WithNational { get; init; }

    /// <summary>Codes of national steps to leave out.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>The plan of an area: its own file, or the national one if it has none.</summary>
    /// <param name="configFolder">The config folder.</param>
    /// <param name="code">The area.</param>
    /// <param name="limits">The area's limits, which its steps may count from.</param>
    /// <param name="shared">The national plan.</param>
    /// <param name="errors">Receives what is found.</param>
    public static IReadOnlyList<FollowUpStep> Read(
        string configFolder, string code, IReadOnlyDictionary<string, Limit> limits, NationalFollowUps shared, List<ValidationError> errors)
    {
        var national = shared.Found;
        errors.AddRange(national?.Errors ?? []);
        if (ReadOne(configFolder, code, limits) is not { } own)
        {
            if (national is null) errors.Add(
                new(SettingsFiles.Shown(code, "follow-ups.json"), null,
                "There is no plan of follow-ups, here or in config/areas/national, so no reminders will be sent.") { IsAdvice = true });
            return national?.Plan.Steps ?? [];
        }
        errors.AddRange(own.Errors);
        errors.AddRange(own.CheckNational(national?.Plan.Steps ?? []));
        return own.Plan.WithNational ? own.Plan.Over(national?.Plan.Steps ?? []) : own.Plan.Steps;
    }

    /// <summary>Reads one file; null when it does not exist.</summary>
    public static FoundFollowUps? ReadOne(string configFolder, string owner, IReadOnlyDictionary<string, Limit> limits)
    {
        var path = Path.Combine(configFolder, "areas", owner, "follow-ups.json");
        if (!File.Exists(path)) return null;
        var shown = SettingsFiles.Shown(owner, "follow-ups.json");
        var file = JsonFile.Read<FollowUpsFile>(path, shown);
        var plan = file.Value ?? new FollowUpsFile([]);
        return new(plan, shown, file.Lines, [.. file.Errors, .. new FollowUpChecks(shown, file.Lines, limits).Check(plan.Steps)]);
    }

    private IReadOnlyList<FollowUpStep> Over(IReadOnlyList<FollowUpStep> national)
    {
        var own = Steps.DistinctBy(step => step.Code).ToDictionary(step => step.Code);
        var kept = national.Where(step => !Without.Contains(step.Code)).Select(step => own.Remove(step.Code, out var instead) ? instead : step);
        return [.. kept.ToArray(), .. Steps.Where(step => own.ContainsKey(step.Code))];
    }
}

/// <summary>An existing follow-ups file and its errors.</summary>
internal sealed record FoundFollowUps(FollowUpsFile Plan, string Shown, IReadOnlyDictionary<string, int> Lines, IReadOnlyList<ValidationError> Errors)
{
    /// <summary>Checks its references to the national steps.</summary>
    public IEnumerable<ValidationError> CheckNational(IReadOnlyList<FollowUpStep> national)
    {
        if (Plan.Without.Count > 0 && !Plan.WithNational)
            yield return At("without", "\"without\" leaves out national steps, so it needs \"withNational\": true.");
        for (var i = 0; i < Plan.Without.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"without[{i}]");
            if (national.All(step => step.Code != Plan.Without[i])) yield return At(path, $"There is no national step \"{Plan.Without[i]}\".");
            else if (Plan.Steps.Any(step => step.Code == Plan.Without[i]))
                yield return At(path, $"\"{Plan.Without[i]}\" is both left out and listed in \"steps\".");
        }
    }

    private ValidationError At(string path, string says) => new(Shown, Lines.TryGetValue(path, out var line) ? line : null, says);
}
