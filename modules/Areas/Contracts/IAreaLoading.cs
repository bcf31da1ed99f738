namespace WorkWell.Areas.Contracts;

/// <summary>Fills the catalogue. Used by the host alone.</summary>
public interface IAreaLoading
{
    /// <summary>Loads every area, publishes settings that are new and lets the areas that passed serve. Called once, before the host answers.</summary>
    /// <param name="stop">Stops the loading.</param>
    Task LoadAsync(CancellationToken stop);

    /// <summary>Loads and checks every area without a database, publishing and serving nothing.</summary>
    /// <returns>How each area stands, with everything found.</returns>
    IReadOnlyList<AreaReport> Inspect();
}

/// <summary>How an area came out of loading.</summary>
/// <param name="Status">Whether it may serve.</param>
/// <param name="Findings">Everything found, advice included.</param>
public sealed record AreaReport(AreaStatus Status, IReadOnlyList<AreaFinding> Findings)
{
    /// <summary>The area as it would serve, for a rehearsal; null when it would not.</summary>
    public Area? Area { get; init; }
}
