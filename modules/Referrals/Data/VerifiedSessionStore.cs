using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>A person whose access to their referral was verified.</summary>
internal sealed record VerifiedSession(Guid ReferralId, string Area)
{
    /// <summary>They act for themselves, in this area only.</summary>
    public Actor Actor => new("person:my-referral", [Area], "own referral");
}

/// <summary>
/// Opens a referral to the person it is about. Whoever knows the reference and a birth date, address or number is sent a code, to a way of reaching them that
/// we hold already. Whether there is such a referral is never said: every answer looks the same.
/// </summary>
internal sealed class VerifiedSessionStore(
    Database database, IReferrals referrals, IPeople people, IMessages messages, IAuditTrail audit, ISecurityEvents events)
{
    private const int MaxTries = 5;
    private const int MaxCodes = 3;
    private static readonly TimeSpan CodeLives = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OpenFor = TimeSpan.FromMinutes(30);
    private static readonly Actor Anybody = new("person:my-referral", Actor.AllAreas, "own referral");

    /// <summary>In what time no more than a few codes are sent for one referral.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromHours(1);

    /// <summary>Asks for a code. It is sent where the details fit, and where not too many have been sent.</summary>
    /// <returns>The key for the browser, always.</returns>
    public async Task<string> AskAsync(string? reference, OwnDetails details, CancellationToken cancellationToken)
    {
        var key = OpaqueKey.Make();
        if (await referrals.FindAsync(Anybody, reference ?? "", cancellationToken) is not { } summary) return key;
        if (!await people.FitsAsync(Anybody, summary.PersonId, details, cancellationToken)) return key;

        await using var change = database.Begin(new VerifiedSession(summary.ReferralId, summary.Area).Actor);
        await change.ReadAsync("select id from referrals.referral where id = $1 for update", [summary.ReferralId], row => row.GetGuid(0), cancellationToken);
        var asked = await change.ReadAsync(
            "select count(*)::int from referrals.visit where referral_id = $1 and asked_at > $2", [summary.ReferralId, change.At - Window], row =>
            row.GetInt32(0), cancellationToken);
        if (asked is not [< MaxCodes]) return key;

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        change.Write(
            "insert into referrals.visit (key_id, area, referral_id, asked_at, code_sha256, code_expires_at, expires_at) values ($1, $2, $3, $4, $5, $6, $6)",
            OpaqueKey.HashToId(key), summary.Area, summary.ReferralId, change.At, HashOf(key, code), change.At + CodeLives);
        messages.Queue(change, Message(summary, key, code, change.At));
        audit.Record(change, summary.Area, "referrals.code-sent", summary.ReferralId);
        await change.CommitAsync(cancellationToken);
        return key;
    }

    /// <summary>Tries a code. Wrong, used up, too late and never sent are all the same.</summary>
    public async Task<bool> OpenAsync(string? key, string code, CancellationToken cancellationToken)
    {
        if (OpaqueKey.HashToId(key) is not { } id) return false;
        await using var change = database.Begin(Anybody);
        var found = await change.ReadAsync(
            "select referral_id, area, code_sha256 from referrals.visit where key_id = $1 and opened_at is null and tries < $2 and code_expires_at > $3 for " +
            "update",
            [id, MaxTries, change.At], row => (Referral: row.GetGuid(0), Area: row.GetString(1), Hash: row.GetFieldValue<byte[]>(2)), cancellationToken);
        if (found is not [var session]) return false;

        var isRight = CryptographicOperations.FixedTimeEquals(session.Hash, HashOf(key!, code));
        if (isRight)
        {
            change.Write("update referrals.visit set opened_at = $2, expires_at = $3 where key_id = $1", id, change.At, change.At + OpenFor);
            audit.Record(change, session.Area, "referrals.opened-by-person", session.Referral);
        }
        else
        {
            change.Write("update referrals.visit set tries = tries + 1 where key_id = $1", id);
            audit.Record(change, session.Area, $"security.{SecurityEvent.WrongCode}", session.Referral);
            events.Count(SecurityEvent.WrongCode);
        }
        await change.CommitAsync(cancellationToken);
        return isRight;
    }

    /// <summary>The referral that a browser may see now; null: none.</summary>
    public async Task<VerifiedSession?> FindAsync(string? key, CancellationToken cancellationToken)
    {
        if (OpaqueKey.HashToId(key) is not { } id) return null;
        await using var change = database.Begin(Anybody);
        var found = await change.ReadAsync(
            "update referrals.visit set expires_at = $3 where key_id = $1 and opened_at is not null and expires_at > $2 returning referral_id, area",
            [id, change.At, change.At + OpenFor], row => new VerifiedSession(row.GetGuid(0), row.GetString(1)), cancellationToken);
        await change.CommitAsync(cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>Closes the referral to this browser.</summary>
    public async Task CloseAsync(string? key, CancellationToken cancellationToken)
    {
        if (OpaqueKey.HashToId(key) is not { } id) return;
        await using var change = database.Begin(Anybody);
        change.Write("update referrals.visit set expires_at = $2 where key_id = $1", id, change.At);
        await change.CommitAsync(cancellationToken);
    }

    private static MessageRequest Message(ReferralSummary summary, string key, string code, DateTimeOffset at) => new()
    {
        Key = $"{summary.ReferralId:n}/one-time-code/{OpaqueKey.HashToId(key):n}",
        Area = summary.Area,
        Type = "one-time-code",
        ReferralId = summary.ReferralId,
        To = MessageTo.Person(summary.PersonId),
        Fields = new Dictionary<string, string> { ["code"] = code, ["validFor"] = "PT10M" },
        NotBefore = at,
        UsefulUntil = at + CodeLives,
        AtAnyHour = true,
    };

    // With the key of the browser in it, a hash that leaks cannot be tried out on all the million codes.
    private static byte[] HashOf(string key, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{code}"));
}
