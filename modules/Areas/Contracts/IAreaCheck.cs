using WorkWell.Platform;

namespace WorkWell.Areas.Contracts;

/// <summary>Something another module knows to check about an area before it serves: its templates, its partners.</summary>
/// <remarks>
/// Register it as a singleton: <c>services.AddSingleton&lt;IAreaCheck, TemplateCheck&gt;()</c>. It runs when an area is loaded, when a file in the area's folder
/// changes, and in <c>check-areas</c>, which has no database: everything it needs is in its arguments. It may run on several threads at once.
/// </remarks>
public interface IAreaCheck
{
    /// <summary>What is checked, in a word or two, such as "templates".</summary>
    string Name { get; }

    /// <summary>
    /// Whether an area that served before is kept from serving by what this finds. Where each thing found wrong has something good to go on with, it is not: the
    /// update is refused, and the area serves under its last published settings.
    /// </summary>
    bool KeepsFromServing => true;

    /// <summary>Checks one area.</summary>
    /// <param name="area">The area, with its settings; it does not serve yet.</param>
    /// <param name="configFolder">The config folder, which holds <c>areas/CODE</c> and <c>areas/national</c>.</param>
    /// <returns>Everything found; nothing when all is well.</returns>
    IEnumerable<AreaFinding> Check(Area area, string configFolder);
}

/// <summary>Something found in an area's files.</summary>
/// <param name="File">The file as it is named to people: from the config folder on, with forward slashes.</param>
/// <param name="Line">The line, from 1; null when it is about the file as a whole.</param>
/// <param name="Says">One plain sentence.</param>
public sealed record AreaFinding(string File, int? Line, string Says)
{
    /// <summary>True when the area can serve all the same, for example with a text that nobody has approved yet. Otherwise the area is refused.</summary>
    public bool IsAdvice { get; init; }

    /// <summary>A mistake in a file, as a finding.</summary>
    /// <param name="mistake">The mistake.</param>
    /// <returns>A finding that refuses the area.</returns>
    public static AreaFinding From(FileMistake mistake) => new(mistake.File, mistake.Line, mistake.Says);

    /// <inheritdoc/>
    public override string ToString() => Line is null ? $"{File}: {Says}" : $"{File}:{Line}: {Says}";
}
