using WorkWell.Platform;

namespace WorkWell.Areas.Contracts;

/// <summary>Fills the catalogue. Used only by the host.</summary>
public interface IAreaLoading
{
    /// <summary>Loads every area, publishes new settings and puts the areas that passed into use. Called once, before the host accepts requests.</summary>
    /// <param name="cancellationToken">Stops the loading.</param>
    Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Loads and checks every area without a database; publishes nothing.</summary>
    /// <returns>A report for each area.</returns>
    IReadOnlyList<AreaReport> Inspect();
}

/// <summary>The result of loading an area.</summary>
/// <param name="Status">Whether it may accept referrals.</param>
/// <param name="Errors">All findings, including advice.</param>
public sealed record AreaReport(AreaStatus Status, IReadOnlyList<ValidationError> Errors)
{
    /// <summary>The area as it would run, for a rehearsal; null when it was refused.</summary>
    public Area? Area { get; init; }
}
