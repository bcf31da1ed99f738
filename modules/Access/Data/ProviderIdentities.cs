using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>Which accounts are whose at other sign-in services.</summary>
internal sealed class ProviderIdentities(Database database, IAuditTrail audit)
{
    private static readonly Actor Reader = Actor.Job("access.provider");

    /// <summary>
    /// The account to which somebody is bound, if it is active and has a role in one of the areas that may use the provider; or why there is none.
    /// </summary>
    public async Task<(Guid? Account, ProviderRefusal Refusal)> FindAsync(
        SignInProvider provider, string issuer, string subject, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Reader);
        var bound = await change.ReadAsync(
            """
            select a.id, a.state = 'active', exists (select from access.membership m where m.account_id = a.id and m.state = 'given'),
              cardinality($4) = 0 or exists (
                select from access.membership m where m.account_id = a.id and m.state = 'given' and m.area = any ($4))
            from access.provider_identity i join access.account a on a.id = i.account_id
            where i.issuer = $1 and i.subject = $2 and i.provider = $3
            """,
            [issuer, subject, provider.Key, provider.Areas],
            row => (Account: row.GetGuid(0), IsActive: row.GetBoolean(1), HasRole: row.GetBoolean(2), MayUse: row.GetBoolean(3)), cancellationToken);
        if (bound is not [var found]) return (null, ProviderRefusal.NotConnected);
        if (!found.IsActive) return (null, ProviderRefusal.AccountClosed);
        if (!found.MayUse) return (null, found.HasRole ? ProviderRefusal.OtherArea : ProviderRefusal.NoRole);
        change.Write("update access.provider_identity set last_used_at = $3 where issuer = $1 and subject = $2", issuer, subject, change.At);
        await change.CommitAsync(cancellationToken);
        return (found.Account, default);
    }

    /// <summary>Binds somebody of another service to an account.</summary>
    /// <returns>False where they are bound to one already.</returns>
    public async Task<bool> BindAsync(Guid account, SignInProvider provider, string issuer, string subject, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Reader with { Name = StaffAccount.NameOf(account) });
        if (!await BindAsync(change, account, provider, issuer, subject, cancellationToken)) return false;
        await change.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The same, in a change that does more.</summary>
    /// <returns>False where they are bound to one already.</returns>
    public async Task<bool> BindAsync(
        Change change, Guid account, SignInProvider provider, string issuer, string subject, CancellationToken cancellationToken)
    {
        var bound = await change.ReadAsync(
            """
            insert into access.provider_identity (issuer, subject, account_id, provider, bound_at) values ($1, $2, $3, $4, $5)
            on conflict do nothing returning 1
            """,
            [issuer, subject, account, provider.Key, change.At], _ => 0, cancellationToken);
        if (bound.Count == 0) return false;
        audit.Record(change, "national", "access.provider-bound", account, $$"""{"provider":"{{provider.Key}}"}""");
        return true;
    }

    /// <summary>The providers to which an account is bound, with when.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> OfAsync(Guid account, CancellationToken cancellationToken) => (await database.ReadAsync(
        Reader, "select provider, max(bound_at) from access.provider_identity where account_id = $1 group by provider", [account],
        row => KeyValuePair.Create(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)), cancellationToken)).ToDictionary();

    /// <summary>Ends that somebody of another service opens an account.</summary>
    public async Task ReleaseAsync(Guid account, SignInProvider provider, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Reader with { Name = StaffAccount.NameOf(account) });
        change.Write("delete from access.provider_identity where account_id = $1 and provider = $2", account, provider.Key);
        audit.Record(change, "national", "access.provider-released", account, $$"""{"provider":"{{provider.Key}}"}""");
        await change.CommitAsync(cancellationToken);
    }
}
