using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>Invites administrators and operators from the command line: the first of an area has nobody who could invite them.</summary>
public interface IAdministratorInvitations
{
    /// <summary>Invites an administrator, or gives the role to somebody who has an account.</summary>
    /// <param name="by">Who invites, for the audit trail.</param>
    /// <param name="name">Their name.</param>
    /// <param name="email">Their e-mail address.</param>
    /// <param name="area">The area's code; null for an operator of the whole service.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The path of the link that sets up the account, null where they have one already; or why it was refused.</returns>
    Task<(string? Path, Problem? Problem)> InviteAdministratorAsync(
        Actor by, string name, string email, string? area, CancellationToken cancellationToken);
}
