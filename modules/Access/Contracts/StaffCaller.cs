namespace WorkWell.Access.Contracts;

/// <summary>A member of staff who makes a request, once the route's permission has been checked.</summary>
/// <param name="SessionId">Their session.</param>
/// <param name="AccountId">Their account.</param>
/// <param name="Name">Their name.</param>
public sealed record StaffCaller(Guid SessionId, Guid AccountId, string Name)
{
    /// <summary>The languages for which they have the route's permission in the area that its address names.</summary>
    public required IReadOnlyList<string> Languages { get; init; }
}
