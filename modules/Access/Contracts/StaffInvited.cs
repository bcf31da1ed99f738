namespace WorkWell.Access.Contracts;

/// <summary>Somebody was invited to work in an area, or got one more role there.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Email">Their address.</param>
/// <param name="Link">The link that takes the invitation up; null where they have an account already. It lets somebody in: it is never shown or logged.</param>
/// <param name="SignIn">The address of the sign-in page.</param>
/// <param name="Until">The last day on which the link works.</param>
public sealed record StaffInvited(string Area, Guid AccountId, string Email, string? Link, string SignIn, DateOnly Until);

/// <summary>The organisations of an area that a partner worker can work for. Answered by the module that knows them.</summary>
/// <param name="Of">Lists the codes and names of an area's organisations.</param>
public sealed record KnownOrganisations(Func<string, IReadOnlyList<(string Code, string Name)>> Of);
