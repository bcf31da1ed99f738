using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

internal sealed class ServiceKeys(Database database, TimeProvider clock, SecurityEvents events) : IServiceKeys
{
    private const string NameIsUnique = "service_key_name_key";
    private static readonly TimeSpan UseIsNotedEvery = TimeSpan.FromHours(1);

    public async Task<(string? Secret, Problem? Problem)> MakeAsync(NewServiceKey key, CancellationToken cancellationToken)
    {
        if (Check(key) is { } problem) return (null, problem);
        var secret = KeySecret.Make();
        await using var change = database.Begin(key.MadeBy ?? Actor.Job("access.new-key"));
        try
        {
            await change.ReadAsync(
                "select access.make_key($1, $2, $3, $4, $5, $6, $7, $8)",
                [Guid.CreateVersion7(change.At), key.Name, KeySecret.Hash(secret), key.Areas.ToArray(), key.Permissions.ToArray(),
                DbValue.Text(key.Organisation), change.At, change.At + key.Lasts],
                _ => 0, cancellationToken);
        }
        catch (Npgsql.PostgresException taken) when (taken.ConstraintName == NameIsUnique)
        {
            return (null, new Problem("access.name-taken", 409, "Another key has this name. Choose a unique name."));
        }
        await change.CommitAsync(cancellationToken);
        return (secret, null);
    }

    public async Task<bool> RevokeAsync(Actor by, string name, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(by);
        var ended = await change.ReadAsync("select access.revoke_key($1, $2)", [name, change.At], row => row.GetBoolean(0), cancellationToken);
        await change.CommitAsync(cancellationToken);
        return ended is [true];
    }

    public Task<IReadOnlyList<ServiceKeySummary>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(
        Actor.Job("access.list-keys"),
        """
        select name, areas, permissions, organisation, created_at, expires_at, revoked_at, last_used_at from access.service_key
        order by revoked_at is not null, expires_at, name
        """,
        [],
        row => new ServiceKeySummary(
            row.GetString(0), row.GetFieldValue<string[]>(1), row.GetFieldValue<string[]>(2), row.IsDBNull(3) ? null : row.GetString(3),
            row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<DateTimeOffset>(5), When(row, 6), When(row, 7)),
        cancellationToken);

    // Nothing is cached, so a revoked key stops working immediately.
    public async Task<Actor?> FindAsync(string? secret, string purpose, CancellationToken cancellationToken)
    {
        if (!KeySecret.IsOne(secret))
        {
            if (secret is { Length: > 0 }) await events.RecordAsync(SecurityEvent.WrongKey, null, cancellationToken);
            return null;
        }
        var now = clock.GetUtcNow();
        // A key that says it was made tomorrow was not made by us; two hosts' clocks differ by milliseconds.
        var found = await database.ReadAsync(
            Actor.Job("access.find-key"),
            """
            select id, name, areas, permissions, organisation, last_used_at, expires_at > $2 and revoked_at is null and created_at < $3
            from access.service_key where secret_sha256 = $1
            """,
            [KeySecret.Hash(secret), now, now.AddMinutes(1)],
            row => (
                Id: row.GetGuid(0),
                Actor: new Actor($"key:{row.GetString(1)}", Actor.StoredAreas(row.GetFieldValue<string[]>(2)), purpose)
                {
                    Permissions = row.GetFieldValue<string[]>(3).ToHashSet(),
                    Organisation = row.IsDBNull(4) ? null : row.GetString(4),
                },
                LastUsedAt: When(row, 5),
                Works: row.GetBoolean(6)),
            cancellationToken);
        if (found is not [var key])
        {
            await events.RecordAsync(SecurityEvent.WrongKey, null, cancellationToken);
            return null;
        }
        if (!key.Works)
        {
            await events.RecordAsync(SecurityEvent.EndedKey, key.Actor, cancellationToken);
            return null;
        }
        if (key.LastUsedAt is not { } last || now - last >= UseIsNotedEvery)
            await database.ReadAsync(Actor.Job("access.find-key"), "select access.use_key($1, $2)", [key.Id, now], _ => 0, cancellationToken);
        return key.Actor;
    }

    private static DateTimeOffset? When(Npgsql.NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static Problem? Check(NewServiceKey key)
    {
        if (string.IsNullOrWhiteSpace(key.Name)) return Refused("A key needs a name: the audit trail records it.");
        if (key.Areas.Count == 0) return Refused("Name at least one area.");
        if (key.Permissions.FirstOrDefault(permission => !Permission.All.Contains(permission)) is { } unknown)
            return Refused($"There is no permission '{unknown}'. The permissions are: {string.Join(", ", Permission.All)}.");
        if (key.Permissions.Count == 0) return Refused($"Name at least one permission: {string.Join(", ", Permission.All)}.");
        if (key.Organisation is not null && (key.Areas.Count > 1 || key.Areas[0] == Actor.AllAreas[0]))
            return Refused("A key of an organisation is for one area. Make one for each area.");
        if (key.Organisation is not null && key.Permissions.FirstOrDefault(permission => !Permission.OfOrganisations.Contains(permission)) is { } more)
            return Refused($"An organisation's key cannot have '{more}'. It can have: {string.Join(", ", Permission.OfOrganisations)}.");
        if (key.Lasts > NewServiceKey.Longest) return Refused("A key lasts 366 days at most. Make a new one before it ends, then revoke the old one.");
        return key.Lasts > TimeSpan.Zero ? null : Refused("The lifetime must be greater than zero.");
    }

    private static Problem Refused(string says) => new("access.key-refused", 400, says);
}
