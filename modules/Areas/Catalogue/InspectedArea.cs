using System.Collections.Frozen;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Catalogue;

/// <summary>The result of an inspection: an area that may serve, or the reasons why not.</summary>
internal sealed record InspectedArea(string Code, IReadOnlyList<ValidationError> Errors)
{
    /// <summary>The area, if nothing stops it. Its revision is not known yet.</summary>
    public Area? Area { get; init; }

    /// <summary>The settings, if they could be read.</summary>
    public AreaSettings? Settings { get; init; }

    /// <summary>The line of each member of area.json, by its path.</summary>
    public IReadOnlyDictionary<string, int> Lines { get; init; } = FrozenDictionary<string, int>.Empty;

    /// <summary>The agreed examples, where the administrators keep them; null where they come with the plugin.</summary>
    public string? Examples { get; init; }

    /// <summary>The partners file as it is written; null where there is none.</summary>
    public string? Partners { get; init; }

    /// <summary>It claims a place that another area holds, and is in order otherwise.</summary>
    public bool WaitsForPlace { get; init; }

    public PluginErrorCounter? Faults { get; init; }

    public string? Sdk { get; init; }

    public string? PluginVersion { get; init; }

    public IReadOnlyList<ChangedExample> ChangedExamples { get; init; } = [];

    public int ExamplesRun { get; init; }

    public int ExamplesPassed { get; init; }

    /// <summary>Why it may not serve, in a line.</summary>
    public string Reason => Errors.Where(finding => !finding.IsAdvice).Select(finding => finding.ToString()).ToArray() switch
    {
        [] => "",
        [var only] => only,
        [var first, .. var others] => $"{first} (and {others.Length} more; check-areas shows all)",
    };

    public AreaStatus Status(AreaState state) => new(Code, state, state == AreaState.Refused ? Reason : null)
    {
        Sdk = Sdk,
        PluginVersion = PluginVersion,
        ExamplesRun = ExamplesRun,
        ExamplesPassed = ExamplesPassed,
    };
}
