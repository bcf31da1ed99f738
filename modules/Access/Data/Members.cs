using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>A member of staff of an area, with one of their roles there.</summary>
internal sealed record Member
{
    public required Guid AccountId { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset? LastSignInAt { get; init; }

    public required IReadOnlyList<HeldRole> Roles { get; init; }
}

/// <summary>A role that a member holds, or that waits to be confirmed.</summary>
internal sealed record HeldRole(Guid Id, string Role, string? Organisation, string? Language, bool IsProposed, string GivenBy);

/// <summary>Somebody to be invited, and the role that they get.</summary>
internal sealed record NewMember(string Name, string Email, string Area, StaffRole Role, string? Organisation, string? Language = null);

/// <summary>
/// Who works in an area. Everything here is written by functions of the database, which check it once more and write the audit entry: a host that somebody has
/// taken over cannot let anybody in without a trace.
/// </summary>
internal sealed class Members(Database database, ProviderIdentities identities) : IAdministratorInvitations, IStaffNames
{
    /// <summary>How long an invitation can be taken up.</summary>
    public static TimeSpan InvitationLasts { get; } = TimeSpan.FromDays(7);

    private const string RoleIsGivenOnce = "membership_is_given_once";

    /// <summary>Invites somebody and gives them their first role, or one more role to somebody who is here already.</summary>
    /// <param name="by">Who invites.</param>
    /// <param name="member">The person.</param>
    /// <param name="queue">
    /// Queues what tells them, in the same transaction: with the account and the secret of the link, which is null where they have an account already.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The secret of the link, null where they have an account already; or why not.</returns>
    public async Task<(string? Secret, Problem? Problem)> InviteAsync(
        Actor by, NewMember member, Action<Change, Guid, string?> queue, CancellationToken cancellationToken)
    {
        var secret = StaffLink.Make();
        await using var change = database.Begin(by);
        try
        {
            var account = (await change.ReadAsync(
                "select access.invite($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                [
                    Guid.CreateVersion7(change.At), member.Email, EmailKeyOf(member.Email), member.Name, StaffLink.Make(), StaffLink.Hash(secret),
                    change.At + InvitationLasts, change.At, member.Area,
                ],
                row => row.GetGuid(0), cancellationToken))[0];
            var isInvited = (await change.ReadAsync(
                "select state = 'invited' from access.account where id = $1", [account], row => row.GetBoolean(0), cancellationToken))[0];
            await change.ReadAsync(
                "select access.give_role($1, $2, $3, $4, $5, $6, $7, $8)",
                [
                    Guid.CreateVersion7(change.At), account, member.Area, member.Role.Key, DbValue.Text(member.Organisation),
                    DbValue.Text(member.Language), false, change.At,
                ],
                _ => 0, cancellationToken);
            queue(change, account, isInvited ? secret : null);
            await change.CommitAsync(cancellationToken);
            return (isInvited ? secret : null, null);
        }
        catch (PostgresException held) when (held.ConstraintName == RoleIsGivenOnce)
        {
            return (null, new Problem("access.role-held", 409, "This person has this role in this area already."));
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return (null, RefusalOf(refused));
        }
    }

    /// <inheritdoc/>
    public async Task<(string? Path, Problem? Problem)> InviteAdministratorAsync(
        Actor by, string name, string email, string? area, CancellationToken cancellationToken)
    {
        var role = area is null ? StaffRole.Operator : StaffRole.AreaAdministrator;
        var (secret, problem) = await InviteAsync(
            by, new NewMember(name, email, area ?? StaffRole.OperatorsArea, role, null), (_, _, _) => { }, cancellationToken);
        return (secret is null ? null : InvitationLink.PathOf(secret), problem);
    }

    /// <summary>Makes a new link for somebody who has not taken up the last one, which ends with it.</summary>
    public async Task<string?> InviteAgainAsync(Actor by, Guid account, string area, Action<Change, string, string> queue, CancellationToken cancellationToken)
    {
        var secret = StaffLink.Make();
        await using var change = database.Begin(by);
        var known = await change.ReadAsync(
            """
            select a.email, a.name from access.account a join access.membership m on m.account_id = a.id
            where a.id = $1 and a.state = 'invited' and m.area = $2
            """,
            [account, area], row => (Email: row.GetString(0), Name: row.GetString(1)), cancellationToken);
        if (known.Count == 0) return null;
        await change.ReadAsync(
            "select access.invite($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            [
                account, known[0].Email, EmailKeyOf(known[0].Email), known[0].Name, StaffLink.Make(), StaffLink.Hash(secret), change.At + InvitationLasts,
                change.At, area,
            ],
            _ => 0, cancellationToken);
        queue(change, known[0].Email, secret);
        await change.CommitAsync(cancellationToken);
        return secret;
    }

    /// <summary>The account that an invitation is for, while it can be taken up.</summary>
    public async Task<Guid?> InvitedAsync(string? secret, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!StaffLink.IsOne(secret)) return null;
        var found = await database.ReadAsync(
            Actor.Job("access.invitation"),
            """
            select i.account_id from access.invitation i join access.account a on a.id = i.account_id
            where i.secret_sha256 = $1 and i.used_at is null and i.expires_at > $2 and a.state = 'invited'
            """,
            [StaffLink.Hash(secret), now], row => row.GetGuid(0), cancellationToken);
        return found is [var account] ? account : null;
    }

    /// <summary>Takes an invitation up. The password has been set before.</summary>
    /// <returns>False where the link counts no longer.</returns>
    public async Task<bool> AcceptAsync(StaffAccount account, string secret, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Actor.Job("access.invitation") with { Name = account.ActorName });
        if (await TakeUpAsync(change, StaffLink.Hash(secret), cancellationToken) != account.Id) return false;
        await change.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Takes an invitation up as somebody whom another sign-in service knows: it stands for both steps. Nothing happens where the link counts no longer, the
    /// service is not the area's, or somebody of that service opens another account.
    /// </summary>
    public async Task AcceptByProviderAsync(byte[] secretHash, SignInProvider provider, string issuer, string subject, CancellationToken cancellationToken)
    {
        var reader = Actor.Job("access.invitation");
        var invited = await database.ReadAsync(
            reader,
            """
            select i.account_id from access.invitation i join access.account a on a.id = i.account_id
            where i.secret_sha256 = $1 and i.used_at is null and a.state = 'invited' and (cardinality($2) = 0 or exists (
              select from access.membership m where m.account_id = a.id and m.state = 'given' and m.area = any ($2)))
            """,
            [secretHash, provider.Areas], row => row.GetGuid(0), cancellationToken);
        if (invited is not [var account]) return;
        await using var change = database.Begin(reader with { Name = StaffAccount.NameOf(account) });
        if (!await identities.BindAsync(change, account, provider, issuer, subject, cancellationToken)) return;
        if (await TakeUpAsync(change, secretHash, cancellationToken) == account) await change.CommitAsync(cancellationToken);
    }

    // Whose invitation it was, while the link counts.
    private static async Task<Guid?> TakeUpAsync(Change change, byte[] secretHash, CancellationToken cancellationToken) => (await change.ReadAsync(
        "select access.accept_invitation($1, $2)", [secretHash, change.At], row => row.IsDBNull(0) ? (Guid?)null : row.GetGuid(0), cancellationToken))[0];

    /// <summary>Everybody who has or had a role in an area, by name.</summary>
    public Task<IReadOnlyList<StaffName>> EverAsync(Actor actor, string area, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        """
        select a.id, a.name from access.account a
        where exists (select from access.membership m where m.account_id = a.id and m.area = $1) order by lower(a.name), a.id
        """,
        [area], row => new StaffName(row.GetGuid(0), StaffAccount.NameOf(row.GetGuid(0)), row.GetString(1)), cancellationToken);

    /// <summary>The members of an area, by name. Those who have left are not among them.</summary>
    public async Task<IReadOnlyList<Member>> ListAsync(Actor actor, string area, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            actor,
            """
            select a.id, a.name, a.email, a.state, a.last_sign_in_at, m.id, m.role, m.organisation, m.language,
              m.state = 'proposed', m.given_by
            from access.membership m join access.account a on a.id = m.account_id
            where m.area = $1 and m.state <> 'ended' and a.state <> 'left' order by lower(a.name), a.id, m.given_at
            """,
            [area],
            row => (
                Member: new Member
                {
                    AccountId = row.GetGuid(0),
                    Name = row.GetString(1),
                    Email = row.GetString(2),
                    State = row.GetString(3),
                    LastSignInAt = row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
                    Roles = [],
                },
                Role: new HeldRole(
                    row.GetGuid(5), row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7), row.IsDBNull(8) ? null : row.GetString(8),
                    row.GetBoolean(9), row.GetString(10))),
            cancellationToken);
        return [.. rows.GroupBy(row => row.Member.AccountId).Select(group => group.First().Member with { Roles = [.. group.Select(row => row.Role)] })];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StaffName>> WithAsync(Actor actor, string area, string permission, CancellationToken cancellationToken) =>
    [
        .. (await ListAsync(actor, area, cancellationToken))
            .Where(member => member.State == AccountState.Active
                && member.Roles.Any(held => !held.IsProposed && StaffRole.Find(held.Role)?.Permissions.Contains(permission) == true))
            .Select(member => new StaffName(member.AccountId, StaffAccount.NameOf(member.AccountId), member.Name)),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(Actor actor, IReadOnlyCollection<Guid> accounts, CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            actor, "select id, name from access.account where id = any ($1)", [accounts.ToArray()],
            row => (Id: row.GetGuid(0), Name: row.GetString(1)), cancellationToken)).ToDictionary(one => one.Id, one => one.Name);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> AddressesAsync(Change change, string area, string permission, CancellationToken cancellationToken) =>
        await change.ReadAsync(
            """
            select distinct a.email from access.membership m join access.account a on a.id = m.account_id and a.state = 'active'
            where m.area = $1 and m.state = 'given' and m.role = any ($2) order by a.email
            """,
            [area, StaffRole.All.Where(role => role.Permissions.Contains(permission)).Select(role => role.Key).ToArray()],
            row => row.GetString(0), cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> AddressOfAsync(Change change, string actorName, CancellationToken cancellationToken) => (await change.ReadAsync(
        "select email from access.account where 'staff:' || id::text = $1 and state = 'active'", [actorName], row => row.GetString(0), cancellationToken))
        .SingleOrDefault();

    /// <summary>Gives a member one more role.</summary>
    public Task<Problem?> GiveRoleAsync(
        Actor by, Guid account, string area, StaffRole role, string? organisation, string? language, CancellationToken cancellationToken) => ChangeAsync(
            by, "select access.give_role($1, $2, $3, $4, $5, $6, false, $7)",
            at => [Guid.CreateVersion7(at), account, area, role.Key, DbValue.Text(organisation), DbValue.Text(language), at], cancellationToken);

    /// <summary>Confirms an administrator's role.</summary>
    public Task<Problem?> ConfirmRoleAsync(Actor by, Guid role, CancellationToken cancellationToken) =>
        ChangeAsync(by, "select access.confirm_role($1, $2)", at => [role, at], cancellationToken);

    /// <summary>Ends a role.</summary>
    public Task<Problem?> EndRoleAsync(Actor by, Guid role, CancellationToken cancellationToken) =>
        ChangeAsync(by, "select access.end_role($1, $2)", at => [role, at], cancellationToken);

    /// <summary>Suspends a member, lets them in again or says that they have left. Their sessions end with it.</summary>
    public Task<Problem?> SetStateAsync(Actor by, Guid account, string state, string area, CancellationToken cancellationToken) =>
        ChangeAsync(by, "select access.set_account_state($1, $2, $3, $4)", at => [account, state, area, at], cancellationToken);

    private async Task<Problem?> ChangeAsync(Actor by, string call, Func<DateTimeOffset, object?[]> parameters, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(by);
        try
        {
            await change.ReadAsync(call, parameters(change.At), _ => 0, cancellationToken);
            await change.CommitAsync(cancellationToken);
            return null;
        }
        catch (PostgresException held) when (held.ConstraintName == RoleIsGivenOnce)
        {
            return new Problem("access.role-held", 409, "This person has this role in this area already.");
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return RefusalOf(refused);
        }
    }

    /// <summary>What two spellings of one address have in common.</summary>
    public static string EmailKeyOf(string email) => email.Trim().Normalize().ToUpperInvariant();

    private static Problem RefusalOf(PostgresException refused) => Refused with
    {
        Code = refused.MessageText.Split(' ') switch
        {
            ["An", "area", "keeps", ..] => "access.last-administrator",
            ["Works", "in", "another", ..] => "access.other-area",
            ["The", "role", "needs", ..] => "access.second-administrator",
            ["Whoever", "assesses", ..] => "access.sees-no-arm",
            _ => Refused.Code,
        },
    };

    private static readonly Problem Refused = new("access.not-your-own", 403, "Nobody does this to themselves.");
}
