using WorkWell.Platform;

namespace WorkWell.Areas.Contracts;

/// <summary>Fills the catalogue. Used only by the host.</summary>
public interface IAreaLoading
{
    /// <summary>Loads every area, publishes new settings and puts the areas that passed into use. Called once, before the host accepts requests.</summary>
    /// <param name="cancellationToken">Stops the loading.</param>
    Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Loads and checks areas without a database; publishes nothing.</summary>
    /// <param name="only">The code of one area, which is checked even if it is switched off; null for every area.</param>
    /// <param name="progress">Told the code of each area when it has been checked; calls may be concurrent.</param>
    /// <returns>A report for each area; empty when there is no such area.</returns>
    IReadOnlyList<AreaReport> Inspect(string? only = null, Action<string>? progress = null);
}

/// <summary>The result of loading an area.</summary>
/// <param name="Status">Whether it may accept referrals.</param>
/// <param name="Errors">All findings, including advice.</param>
public sealed record AreaReport(AreaStatus Status, IReadOnlyList<ValidationError> Errors)
{
    /// <summary>The area as it would run, for a rehearsal; null when it was refused.</summary>
    public Area? Area { get; init; }

    /// <summary>The agreed examples that give another result now.</summary>
    public IReadOnlyList<ChangedExample> ChangedExamples { get; init; } = [];
}
