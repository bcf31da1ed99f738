using System.Security.Cryptography;
using System.Text;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>
/// Slows guessing, on all hosts together. Guesses are counted for each address and device: a device from which the person has signed in before has a count of
/// its own, and all others share one. So whoever guesses from elsewhere cannot lock somebody out of their own computer (OWASP: device cookies).
/// </summary>
internal sealed class SignInLimit(Database database, TimeProvider clock)
{
    /// <summary>How many wrong guesses are let through in <see cref="Within"/>.</summary>
    public const int MaxGuesses = 10;

    /// <summary>The time over which guesses are counted.</summary>
    public static TimeSpan Within { get; } = TimeSpan.FromMinutes(15);

    private static readonly Actor Counter = Actor.Job("access.sign-in");

    /// <summary>Takes one try, before it is known whether it is right: of many at the same moment no more are let through than of many in a row.</summary>
    /// <param name="emailKey">The address, normalised; it need not belong to an account.</param>
    /// <param name="device">The known device; null for any other.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False where there have been too many.</returns>
    public async Task<bool> TryAsync(string emailKey, Guid? device, CancellationToken cancellationToken)
    {
        var bucket = BucketOf(emailKey, device);
        await using var change = database.Begin(Counter);
        // A statement of its own: one that waits for the lock still sees what was there when it began to wait.
        await change.ReadAsync(
            "select pg_advisory_xact_lock(hashtextextended('access.sign_in ' || encode($1, 'hex'), 0))", [bucket], _ => true, cancellationToken);
        var taken = await change.ReadAsync(
            "select count(*) from access.sign_in_failure where bucket = $1 and at > $2", [bucket, change.At - Within], row => row.GetInt64(0),
            cancellationToken);
        if (taken[0] >= MaxGuesses) return false;
        change.Write("insert into access.sign_in_failure (bucket, at) values ($1, $2)", bucket, change.At);
        await change.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Forgets the tries of somebody who has shown who they are.</summary>
    public async Task ForgetAsync(string emailKey, Guid? device, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Counter);
        change.Write("delete from access.sign_in_failure where bucket = $1", BucketOf(emailKey, device));
        await change.CommitAsync(cancellationToken);
    }

    /// <summary>Deletes what counts no longer.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Counter);
        change.Write("delete from access.sign_in_failure where at < $1", clock.GetUtcNow() - Within);
        await change.CommitAsync(cancellationToken);
    }

    private static byte[] BucketOf(string emailKey, Guid? device) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{emailKey}|{device?.ToString("D") ?? "unknown"}"));
}
