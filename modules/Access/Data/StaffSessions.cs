using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>A session as its owner sees it in the list of their own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Device">The browser and system.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="LastSeenAt">When it was last used, to the minute.</param>
internal sealed record OwnSession(Guid Id, string Device, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt);

/// <summary>
/// Sessions of staff, in the database: the cookie holds a secret alone. Each request reads the session with the roles of that moment, so what is ended or
/// taken away counts at once and on every host.
/// </summary>
internal sealed class StaffSessions(Database database, IAuditTrail audit, TimeProvider clock)
{
    private static readonly Actor Reader = Actor.Job("access.session");
    private static readonly TimeSpan UseIsNotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Begins a session.</summary>
    /// <returns>Its secret, which the cookie holds.</returns>
    public Task<string> BeginAsync(Guid account, string device, CancellationToken cancellationToken) =>
        BeginAsync(account, device, provider: null, providerSession: null, cancellationToken);

    /// <summary>Begins a session that another sign-in service opened, as one of its own, so that it can end it.</summary>
    /// <returns>Its secret, which the cookie holds.</returns>
    public async Task<string> BeginAsync(Guid account, string device, string? provider, string? providerSession, CancellationToken cancellationToken)
    {
        var secret = StaffLink.Make();
        await using var change = database.Begin(Reader with { Name = StaffAccount.NameOf(account) });
        change.Write(
            """
            insert into access.staff_session (id, secret_sha256, account_id, created_at, last_seen_at, confirmed_at, device, provider, provider_session)
            values ($1, $2, $3, $4, $4, $4, $5, $6, $7)
            """,
            Guid.CreateVersion7(change.At), StaffLink.Hash(secret), account, change.At, device, DbValue.Text(provider), DbValue.Text(providerSession));
        change.Write("update access.account set last_sign_in_at = $2 where id = $1", account, change.At);
        await change.CommitAsync(cancellationToken);
        return secret;
    }

    /// <summary>The session of a secret, while it lasts and its owner may work here.</summary>
    public async Task<StaffSession?> FindAsync(string? secret, CancellationToken cancellationToken)
    {
        if (!StaffLink.IsOne(secret)) return null;
        var now = clock.GetUtcNow();
        var rows = await database.ReadAsync(
            Reader,
            """
            select s.id, s.account_id, a.name, s.created_at, s.last_seen_at, s.confirmed_at, m.area, m.role, m.organisation,
              m.language
            from access.staff_session s
            join access.account a on a.id = s.account_id and a.state = 'active'
            left join access.membership m on m.account_id = a.id and m.state = 'given'
            where s.secret_sha256 = $1 and s.ended_at is null and s.created_at > $2 and s.last_seen_at > $3
            order by m.given_at
            """,
            [StaffLink.Hash(secret), now - StaffSession.AbsoluteLimit, now - StaffSession.IdleLimit], Read, cancellationToken);
        if (rows.Count == 0) return null;
        var session = rows[0].Session with { Memberships = [.. rows.Select(row => row.Membership).OfType<StaffMembership>()] };
        if (now - session.LastSeenAt >= UseIsNotedEvery)
        {
            await using var change = database.Begin(Reader);
            change.Write("update access.staff_session set last_seen_at = $2 where id = $1 and last_seen_at < $2", session.Id, now);
            await change.CommitAsync(cancellationToken);
        }
        return session;
    }

    /// <summary>Ends the session of a secret.</summary>
    public async Task EndAsync(string secret, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Reader);
        change.Write(
            "update access.staff_session set ended_at = $2 where secret_sha256 = $1 and ended_at is null", StaffLink.Hash(secret), change.At);
        await change.CommitAsync(cancellationToken);
    }

    /// <summary>Where somebody is signed in now.</summary>
    public Task<IReadOnlyList<OwnSession>> ListAsync(Guid account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.ReadAsync(
            Reader,
            """
            select id, device, created_at, last_seen_at from access.staff_session
            where account_id = $1 and ended_at is null and created_at > $2 and last_seen_at > $3 order by last_seen_at desc
            """,
            [account, now - StaffSession.AbsoluteLimit, now - StaffSession.IdleLimit],
            row => new OwnSession(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3)),
            cancellationToken);
    }

    /// <summary>Ends sessions of an account.</summary>
    /// <param name="actor">Who ends them.</param>
    /// <param name="account">Whose they are.</param>
    /// <param name="one">The one to end; null for all.</param>
    /// <param name="except">The one that goes on; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task EndAsync(Actor actor, Guid account, Guid? one, Guid? except, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        change.Write(
            """
            update access.staff_session set ended_at = $2
            where account_id = $1 and ended_at is null and ($3::uuid is null or id = $3) and ($4::uuid is null or id <> $4)
            """,
            account, change.At, DbValue.Id(one), DbValue.Id(except));
        await change.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Ends the sessions that a sign-in service opened, because somebody has signed out there: one of its sessions, or all of one of its people.
    /// </summary>
    /// <returns>How many ended; null where this note of it was seen before.</returns>
    public async Task<int?> EndAsync(SignInProvider provider, ProviderLogout logout, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Reader);
        var isNew = await change.ReadAsync(
            "insert into access.logout_token (issuer, token_id, seen_at) values ($1, $2, $3) on conflict do nothing returning 1",
            [logout.Issuer, logout.TokenId, change.At], _ => 0, cancellationToken);
        if (isNew.Count == 0) return null;
        var ended = await change.ReadAsync(
            """
            update access.staff_session s set ended_at = $1
            where s.provider = $2 and s.ended_at is null and ($3::text is null or s.provider_session = $3)
              and ($5::text is null or s.account_id in (select i.account_id from access.provider_identity i where i.issuer = $4 and i.subject = $5))
            returning s.account_id
            """,
            [change.At, provider.Key, DbValue.Text(logout.Session), logout.Issuer, DbValue.Text(logout.Subject)], row => row.GetGuid(0), cancellationToken);
        foreach (var account in ended.Distinct())
            audit.Record(change, "national", "access.signed-out-elsewhere", account, $$"""{"provider":"{{provider.Key}}"}""");
        await change.CommitAsync(cancellationToken);
        return ended.Count;
    }

    /// <summary>Forgets notes of signing out that are refused for their age by now.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Reader);
        change.Write("delete from access.logout_token where seen_at < $1", change.At - TimeSpan.FromDays(1));
        await change.CommitAsync(cancellationToken);
    }

    /// <summary>Notes that the person of a session has just shown again who they are.</summary>
    public async Task ConfirmAsync(StaffSession session, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Reader with { Name = StaffAccount.NameOf(session.AccountId) });
        change.Write("update access.staff_session set confirmed_at = $2 where id = $1", session.Id, change.At);
        await change.CommitAsync(cancellationToken);
    }

    private static (StaffSession Session, StaffMembership? Membership) Read(NpgsqlDataReader row) => (
        new StaffSession
        {
            Id = row.GetGuid(0),
            AccountId = row.GetGuid(1),
            Name = row.GetString(2),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(3),
            LastSeenAt = row.GetFieldValue<DateTimeOffset>(4),
            ConfirmedAt = row.GetFieldValue<DateTimeOffset>(5),
            Memberships = [],
        },
        !row.IsDBNull(6) && StaffRole.Find(row.GetString(7)) is { } role
            ? new StaffMembership(row.GetString(6), role, row.IsDBNull(8) ? null : row.GetString(8), row.IsDBNull(9) ? null : row.GetString(9)) : null);
}
