using Microsoft.AspNetCore.Identity;
using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>
/// The framework's identity on our own table. Who works here is written by functions of the database (<see cref="Members"/>), so accounts are neither created
/// nor deleted here: only what proves who somebody is.
/// </summary>
internal sealed class StaffAccountStore(Database database, IPasswordHasher<StaffAccount> hasher, TimeProvider clock)
    : IUserPasswordStore<StaffAccount>, IUserEmailStore<StaffAccount>, IUserSecurityStampStore<StaffAccount>, IUserPasskeyStore<StaffAccount>,
        IUserTwoFactorRecoveryCodeStore<StaffAccount>
{
    private const string Columns = "id, email, name, state, password_hash, security_stamp, authenticator_key, last_code_step";
    private static readonly Actor Reader = Actor.Job("access.sign-in");

    public Task<StaffAccount?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? FindAsync("id = $1", id, cancellationToken) : Task.FromResult<StaffAccount?>(null);

    public Task<StaffAccount?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        FindAsync("email_key = $1", normalizedEmail, cancellationToken);

    public Task<StaffAccount?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    private async Task<StaffAccount?> FindAsync(string where, object value, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(Reader, $"select {Columns} from access.account where {where}", [value], Read, cancellationToken);
        return found is [var account] ? account : null;
    }

    private static StaffAccount Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Email = row.GetString(1),
        Name = row.GetString(2),
        State = row.GetString(3),
        PasswordHash = row.IsDBNull(4) ? null : row.GetString(4),
        SecurityStamp = row.GetString(5),
        AuthenticatorKey = row.IsDBNull(6) ? null : row.GetString(6),
        LastCodeStep = row.IsDBNull(7) ? null : row.GetInt64(7),
    };

    public async Task<IdentityResult> UpdateAsync(StaffAccount user, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Own(user));
        change.Write(
            """
            update access.account set password_hash = $2, security_stamp = $3, authenticator_key = $4,
              last_code_step = case when authenticator_key is not distinct from $4 then last_code_step end
            where id = $1
            """,
            user.Id, DbValue.Text(user.PasswordHash), user.SecurityStamp, DbValue.Text(user.AuthenticatorKey));
        await change.CommitAsync(cancellationToken);
        return IdentityResult.Success;
    }

    /// <summary>Uses a code's step up. Of two who send the same code at once, one is let in.</summary>
    /// <returns>Whether nobody had used this step, or a later one.</returns>
    public async Task<bool> UseStepAsync(StaffAccount account, long step, CancellationToken cancellationToken)
    {
        var used = await database.ReadAsync(
            Own(account), "update access.account set last_code_step = $2 where id = $1 and (last_code_step is null or last_code_step < $2) returning 1",
            [account.Id, step], _ => 0, cancellationToken);
        return used.Count == 1;
    }

    public async Task AddOrUpdatePasskeyAsync(StaffAccount user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Own(user));
        change.Write(
            """
            insert into access.passkey (credential_id, account_id, name, public_key, created_at, sign_count, transports, is_user_verified, is_backup_eligible,
              is_backed_up, attestation, client_data)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (credential_id) do update set sign_count = excluded.sign_count, is_user_verified = excluded.is_user_verified,
              is_backed_up = excluded.is_backed_up, name = excluded.name, last_used_at = $13 where passkey.account_id = excluded.account_id
            """,
            passkey.CredentialId, user.Id, passkey.Name ?? "", passkey.PublicKey, change.At, (long)passkey.SignCount, passkey.Transports ?? [],
            passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson, clock.GetUtcNow());
        await change.CommitAsync(cancellationToken);
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(StaffAccount user, CancellationToken cancellationToken) =>
        [.. await database.ReadAsync(Reader, $"{SelectPasskeys} where account_id = $1 order by created_at", [user.Id], ReadPasskey, cancellationToken)];

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(StaffAccount user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            Reader, $"{SelectPasskeys} where account_id = $1 and credential_id = $2", [user.Id, credentialId], ReadPasskey, cancellationToken))
        .SingleOrDefault();

    public Task<StaffAccount?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        FindAsync("id = (select account_id from access.passkey where credential_id = $1)", credentialId, cancellationToken);

    public async Task RemovePasskeyAsync(StaffAccount user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Own(user));
        change.Write("delete from access.passkey where account_id = $1 and credential_id = $2", user.Id, credentialId);
        await change.CommitAsync(cancellationToken);
    }

    private const string SelectPasskeys = """
        select credential_id, public_key, created_at, sign_count, transports, is_user_verified, is_backup_eligible, is_backed_up, attestation, client_data, name
        from access.passkey
        """;

    private static UserPasskeyInfo ReadPasskey(NpgsqlDataReader row) => new(
        row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<DateTimeOffset>(2), (uint)row.GetInt64(3),
        row.GetFieldValue<string[]>(4), row.GetBoolean(5), row.GetBoolean(6), row.GetBoolean(7), row.GetFieldValue<byte[]>(8),
        row.GetFieldValue<byte[]>(9))
    {
        Name = row.GetString(10),
    };

    public async Task ReplaceCodesAsync(StaffAccount user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Own(user));
        change.Write("delete from access.recovery_code where account_id = $1", user.Id);
        foreach (var (number, code) in recoveryCodes.Index())
        {
            change.Write(
                "insert into access.recovery_code (account_id, number, code_hash) values ($1, $2, $3)", user.Id, (short)number,
                hasher.HashPassword(user, code));
        }
        await change.CommitAsync(cancellationToken);
    }

    public async Task<bool> RedeemCodeAsync(StaffAccount user, string code, CancellationToken cancellationToken)
    {
        var unused = await database.ReadAsync(
            Own(user), "select number, code_hash from access.recovery_code where account_id = $1 and used_at is null", [user.Id],
            row => (Number: row.GetInt16(0), Hash: row.GetString(1)), cancellationToken);
        foreach (var (number, hash) in unused)
        {
            if (hasher.VerifyHashedPassword(user, hash, code) == PasswordVerificationResult.Failed) continue;
            var used = await database.ReadAsync(
                Own(user), "update access.recovery_code set used_at = $3 where account_id = $1 and number = $2 and used_at is null returning 1",
                [user.Id, number, clock.GetUtcNow()], _ => 0, cancellationToken);
            return used.Count == 1;
        }
        return false;
    }

    public async Task<int> CountCodesAsync(StaffAccount user, CancellationToken cancellationToken) => (int)(await database.ReadAsync(
        Reader, "select count(*) from access.recovery_code where account_id = $1 and used_at is null", [user.Id], row => row.GetInt64(0),
        cancellationToken))[0];

    public Task<string> GetUserIdAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString("D"));

    public Task<string?> GetUserNameAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(StaffAccount user, CancellationToken cancellationToken) => GetNormalizedEmailAsync(user, cancellationToken);

    public Task<string?> GetPasswordHashAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(StaffAccount user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(StaffAccount user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetEmailAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<bool> GetEmailConfirmedAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.State != AccountState.Invited);

    public Task<string?> GetNormalizedEmailAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Email.Normalize().ToUpperInvariant());

    // An address identifies an account and stays: whoever has a new one is invited anew. The database normalises it once, when it invites.
    public Task SetUserNameAsync(StaffAccount user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetNormalizedUserNameAsync(StaffAccount user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetEmailAsync(StaffAccount user, string? email, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetEmailConfirmedAsync(StaffAccount user, bool confirmed, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedEmailAsync(StaffAccount user, string? normalizedEmail, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IdentityResult> CreateAsync(StaffAccount user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(StaffAccount user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private static Actor Own(StaffAccount account) => Actor.Job("access.sign-in") with { Name = account.ActorName };
}
