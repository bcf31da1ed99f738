namespace WorkWell.Areas.Contracts;

/// <summary>What another module gets ready, with the database at hand, before the areas are loaded for the first time: its last good files.</summary>
/// <remarks>Register it as a singleton. <c>check-areas</c>, which has no database, does without.</remarks>
public interface IBeforeAreasLoad
{
    /// <summary>Gets ready.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>When all is ready.</returns>
    Task PrepareAsync(CancellationToken cancellationToken);
}
