using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Settings;

/// <summary>The follow-ups file of an area, or of the whole country.</summary>
/// <param name="Steps">What happens when.</param>
internal sealed record FollowUpsFile(IReadOnlyList<FollowUpStep> Steps)
{
    /// <summary>Whether the national steps come first. A step here that has the code of one takes its place.</summary>
    public bool WithNational { get; init; }

    /// <summary>Codes of national steps that are left out.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>The plan of an area: that of its file, or the national one where it has none.</summary>
    public static IReadOnlyList<FollowUpStep> Read(string configFolder, string code, NationalFollowUps shared, List<AreaFinding> findings)
    {
        var national = shared.Found;
        findings.AddRange(national?.Findings ?? []);
        if (ReadOne(configFolder, code) is not { } own)
        {
            if (national is null) findings.Add(new(SettingsFiles.Shown(code, "follow-ups.json"), null, "There is no plan of follow-ups, here or in config/areas/national, so nobody will be reminded of anything.") { IsAdvice = true });
            return national?.Plan.Steps ?? [];
        }
        findings.AddRange(own.Findings);
        findings.AddRange(own.CheckNational(national?.Plan.Steps ?? []));
        return own.Plan.WithNational ? own.Plan.Over(national?.Plan.Steps ?? []) : own.Plan.Steps;
    }

    /// <summary>One file alone; null where there is none.</summary>
    public static FoundFollowUps? ReadOne(string configFolder, string owner)
    {
        var path = Path.Combine(configFolder, "areas", owner, "follow-ups.json");
        if (!File.Exists(path)) return null;
        var shown = SettingsFiles.Shown(owner, "follow-ups.json");
        var file = JsonFile.Read<FollowUpsFile>(path, shown);
        var plan = file.Value ?? new FollowUpsFile([]);
        return new(plan, shown, file.Lines, [.. file.Mistakes.Select(AreaFinding.From), .. new FollowUpChecks(shown, file.Lines).Check(plan.Steps)]);
    }

    private IReadOnlyList<FollowUpStep> Over(IReadOnlyList<FollowUpStep> national)
    {
        var own = Steps.DistinctBy(step => step.Code).ToDictionary(step => step.Code);
        var kept = national.Where(step => !Without.Contains(step.Code)).Select(step => own.Remove(step.Code, out var instead) ? instead : step);
        return [.. kept.ToArray(), .. Steps.Where(step => own.ContainsKey(step.Code))];
    }
}

/// <summary>A follow-ups file that is there, and what is wrong with it.</summary>
internal sealed record FoundFollowUps(FollowUpsFile Plan, string Shown, IReadOnlyDictionary<string, int> Lines, IReadOnlyList<AreaFinding> Findings)
{
    /// <summary>Whether what it says of the national steps is true of them.</summary>
    public IEnumerable<AreaFinding> CheckNational(IReadOnlyList<FollowUpStep> national)
    {
        if (Plan.Without.Count > 0 && !Plan.WithNational) yield return At("without", "\"without\" leaves out national steps: it goes with \"withNational\": true.");
        for (var i = 0; i < Plan.Without.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"without[{i}]");
            if (national.All(step => step.Code != Plan.Without[i])) yield return At(path, $"There is no national step \"{Plan.Without[i]}\".");
            else if (Plan.Steps.Any(step => step.Code == Plan.Without[i])) yield return At(path, $"\"{Plan.Without[i]}\" is left out, and stands in the steps below too.");
        }
    }

    private AreaFinding At(string path, string says) => new(Shown, Lines.TryGetValue(path, out var line) ? line : null, says);
}
