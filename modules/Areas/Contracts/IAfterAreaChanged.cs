namespace WorkWell.Areas.Contracts;

/// <summary>What another module does once a running host has taken up new settings of an area.</summary>
/// <remarks>Register it as a singleton. An error in it is logged and changes nothing about the area.</remarks>
public interface IAfterAreaChanged
{
    /// <summary>The area serves under new settings.</summary>
    /// <param name="before">The area as it served before.</param>
    /// <param name="after">The area as it serves now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>When all is done.</returns>
    Task ChangedAsync(Area before, Area after, CancellationToken cancellationToken);
}
