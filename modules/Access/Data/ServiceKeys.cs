using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

internal sealed class ServiceKeys(Database database, TimeProvider clock) : IServiceKeys
{
    private const string NameIsUnique = "service_key_name_key";

    public async Task<(string? Secret, Problem? Problem)> MakeAsync(NewServiceKey key, CancellationToken cancellationToken)
    {
        if (Check(key) is { } problem) return (null, problem);
        var secret = KeySecret.Make();
        await using var change = database.Begin(Actor.Job("access.new-key"));
        change.Write(
            """
            insert into access.service_key (id, name, secret_sha256, areas, permissions, made_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """,
            Guid.CreateVersion7(change.At), key.Name, KeySecret.Hash(secret), key.Areas.ToArray(), key.Permissions.ToArray(), change.At, change.At + key.Lasts);
        return await change.TryCommitAsync(NameIsUnique, cancellationToken)
            ? (secret, null)
            : (null, new Problem("access.name-taken", 409, "Another key has this name. Choose a unique name."));
    }

    public async Task RevokeAsync(string name, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Actor.Job("access.revoke-key"));
        change.Write("update access.service_key set revoked_at = $2 where name = $1 and revoked_at is null", name, change.At);
        await change.CommitAsync(cancellationToken);
    }

    // Nothing is cached, so a revoked key stops working immediately.
    public async Task<Actor?> FindAsync(string? secret, string purpose, CancellationToken cancellationToken)
    {
        if (!KeySecret.IsOne(secret)) return null;
        var found = await database.ReadAsync(
            Actor.Job("access.find-key"),
            "select name, areas, permissions from access.service_key where secret_sha256 = $1 and expires_at > $2 and revoked_at is null",
            [KeySecret.Hash(secret), clock.GetUtcNow()],
            row => new Actor($"key:{row.GetString(0)}", row.GetFieldValue<string[]>(1), purpose) { Permissions = row.GetFieldValue<string[]>(2).ToHashSet() },
            cancellationToken);
        return found is [var actor] ? actor : null;
    }

    private static Problem? Check(NewServiceKey key)
    {
        if (string.IsNullOrWhiteSpace(key.Name)) return Refused("A key needs a name: the audit trail records it.");
        if (key.Areas.Count == 0) return Refused("Name at least one area.");
        if (key.Permissions.FirstOrDefault(permission => !Permission.All.Contains(permission)) is { } unknown)
            return Refused($"There is no permission '{unknown}'. The permissions are: {string.Join(", ", Permission.All)}.");
        if (key.Permissions.Count == 0) return Refused($"Name at least one permission: {string.Join(", ", Permission.All)}.");
        return key.Lasts > TimeSpan.Zero ? null : Refused("The lifetime must be greater than zero.");
    }

    private static Problem Refused(string says) => new("access.key-refused", 400, says);
}
