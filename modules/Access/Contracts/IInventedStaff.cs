namespace WorkWell.Access.Contracts;

/// <summary>The invented members of staff of a demonstration.</summary>
public interface IInventedStaff
{
    /// <summary>The invented coaches of an area. Their accounts are made where they are not there yet.</summary>
    /// <param name="area">The area's code.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The coaches, in the order in which they are listed; none outside a demonstration.</returns>
    Task<IReadOnlyList<StaffName>> CoachesAsync(string area, CancellationToken cancellationToken);
}
