using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
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
    private const int MaxCodes = 3;
    private const int MaxAsks = 10;
    private const int AsksWithoutDelay = 3;
    private const int MaxDoublings = 4;
    private static readonly TimeSpan OpenFor = TimeSpan.FromMinutes(30);
    // Longer than the work takes, also where a code is sent.
    private static readonly TimeSpan ShortestAnswer = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan OpenAtMost = TimeSpan.FromHours(2);
    private static readonly Actor Anybody = new("person:my-referral", Actor.AllAreas, "own referral");

    /// <summary>In what time no more than a few codes are sent for one referral.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Asks for a code. It is sent where the details fit, and where not too many were asked for or sent. Whether they fit, the same is read and written, and
    /// the answer takes the same time: longer for a reference that has been tried often.
    /// </summary>
    /// <returns>The key for the browser, always.</returns>
    public async Task<string> AskAsync(string? reference, OwnDetails details, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var key = OpaqueKey.Make();
        var asks = await SendIfItFitsAsync(key, reference ?? "", details, cancellationToken);
        var answerAfter = ShortestAnswer * Math.Pow(2, Math.Clamp(asks - AsksWithoutDelay, 0, MaxDoublings));
        // A delay may end a little early.
        while (answerAfter - Stopwatch.GetElapsedTime(started) is var left && left > TimeSpan.Zero)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), cancellationToken);
        return key;
    }

    /// <summary>Tries a code. Wrong, used up, too late and never sent are all the same.</summary>
    /// <returns>A new key for the browser, so that whoever saw or planted the old one sees nothing; null when the code is not right.</returns>
    public async Task<string?> OpenAsync(string? key, string code, CancellationToken cancellationToken)
    {
        if (OpaqueKey.HashToId(key) is not { } id) return null;
        await using var change = database.Begin(Anybody);
        var found = await change.ReadAsync(
            "select referral_id, area, code_sha256 from referrals.verified_session where key_id = $1 and opened_at is null and tries < $2 and " +
            "code_expires_at > $3 for " +
            "update",
            [id, OneTimeCode.MaxTries, change.At],
            row => (Referral: row.IsDBNull(0) ? (Guid?)null : row.GetGuid(0), Area: row.GetString(1), Hash: row.GetFieldValue<byte[]>(2)), cancellationToken);
        if (found is not [var session]) return null;

        var opened = OpaqueKey.Make();
        var isRight = OneTimeCode.IsRight(session.Hash, key!, code) && session.Referral is not null;
        if (isRight)
        {
            change.Write("update referrals.verified_session set key_id = $4, opened_at = $2, expires_at = $3 where key_id = $1",
                id, change.At, change.At + OpenFor, OpaqueKey.HashToId(opened));
            audit.Record(change, session.Area, "referrals.opened-by-person", session.Referral!.Value);
        }
        else
        {
            change.Write("update referrals.verified_session set tries = tries + 1 where key_id = $1", id);
            audit.Record(change, session.Area, $"security.{SecurityEvent.WrongCode}", session.Referral ?? Guid.Empty);
            events.Count(SecurityEvent.WrongCode);
        }
        await change.CommitAsync(cancellationToken);
        return isRight ? opened : null;
    }

    /// <summary>The referral that a browser may see now; null: none.</summary>
    public async Task<VerifiedSession?> FindAsync(string? key, CancellationToken cancellationToken)
    {
        if (OpaqueKey.HashToId(key) is not { } id) return null;
        await using var change = database.Begin(Anybody);
        var found = await change.ReadAsync(
            """
            update referrals.verified_session set expires_at = least($3, opened_at + $4)
            where key_id = $1 and opened_at is not null and expires_at > $2 and opened_at + $4 > $2 returning referral_id, area
            """,
            [id, change.At, change.At + OpenFor, OpenAtMost], row => new VerifiedSession(row.GetGuid(0), row.GetString(1)), cancellationToken);
        await change.CommitAsync(cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>Closes the referral to this browser.</summary>
    public async Task CloseAsync(string? key, CancellationToken cancellationToken)
    {
        if (OpaqueKey.HashToId(key) is not { } id) return;
        await using var change = database.Begin(Anybody);
        change.Write("update referrals.verified_session set expires_at = $2 where key_id = $1", id, change.At);
        await change.CommitAsync(cancellationToken);
    }

    // The number of tries of a reference is counted whether or not it exists.
    private async Task<int> SendIfItFitsAsync(string key, string reference, OwnDetails details, CancellationToken cancellationToken)
    {
        var summary = await referrals.FindAsync(Anybody, reference, cancellationToken);
        var fits = await people.FitsAsync(Anybody, summary?.PersonId ?? Guid.Empty, details, cancellationToken);
        await using var change = database.Begin(Anybody);
        var asks = (await change.ReadAsync(
            """
            insert into referrals.proof as p (id, since, asks) values ($1, $2, 1)
            on conflict (id) do update set
              asks = case when p.since <= excluded.since - $3 then 1 else p.asks + 1 end,
              since = case when p.since <= excluded.since - $3 then excluded.since else p.since end
            returning asks
            """,
            [ProofOf(reference), change.At, Window], row => row.GetInt32(0), cancellationToken)).Single();
        var sent = (await change.ReadAsync(
            "select count(*)::int from referrals.verified_session where referral_id = $1 and asked_at > $2",
            [summary?.ReferralId ?? Guid.Empty, change.At - Window],
            row => row.GetInt32(0), cancellationToken)).Single();
        var known = fits && asks <= MaxAsks && sent < MaxCodes ? summary : null;

        var code = OneTimeCode.Make();
        change.Write(
            "insert into referrals.verified_session (key_id, area, referral_id, asked_at, code_sha256, code_expires_at, expires_at) " +
            "values ($1, $2, $3, $4, $5, $6, $6)",
            OpaqueKey.HashToId(key), known?.Area ?? Area.National, DbValue.Id(known?.ReferralId), change.At, OneTimeCode.HashOf(key, code),
            change.At + OneTimeCode.Lives);
        if (known is not null) messages.Queue(change, Message(known, key, code, change.At));
        audit.Record(change, summary?.Area ?? Area.National, known is null ? "referrals.code-refused" : "referrals.code-sent",
            summary?.ReferralId ?? Guid.Empty);
        await change.CommitAsync(cancellationToken);
        return asks;
    }

    private static Guid ProofOf(string reference) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"proof {reference}")).AsSpan(0, 16));

    private static MessageRequest Message(ReferralSummary summary, string key, string code, DateTimeOffset at) => new()
    {
        Key = $"{summary.ReferralId:n}/one-time-code/{OpaqueKey.HashToId(key):n}",
        Area = summary.Area,
        Type = "one-time-code",
        ReferralId = summary.ReferralId,
        To = MessageTo.Person(summary.PersonId),
        Fields = new Dictionary<string, string> { ["code"] = code, ["validFor"] = "PT10M" },
        NotBefore = at,
        UsefulUntil = at + OneTimeCode.Lives,
        AtAnyHour = true,
    };
}
