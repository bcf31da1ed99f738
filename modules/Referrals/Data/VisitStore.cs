using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>Somebody who has shown that a referral is theirs.</summary>
internal sealed record OwnVisit(Guid ReferralId, string Area)
{
    /// <summary>They act for themselves, in this area only.</summary>
    public Actor Actor => new("person:my-referral", [Area], "own referral");
}

/// <summary>
/// Opens a referral to the person it is about. Whoever knows the reference and a birth date, address or number is sent a code, to a way of reaching them that
/// we hold already. Whether there is such a referral is never said: every answer looks the same.
/// </summary>
internal sealed class VisitStore(Database database, IReferrals referrals, IPeople people, IMessages messages, IAuditTrail audit)
{
    private const int MostTries = 5;
    private const int MostCodes = 3;
    private static readonly TimeSpan CodeLives = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OpenFor = TimeSpan.FromMinutes(30);
    private static readonly Actor Anybody = new("person:my-referral", Actor.AllAreas, "own referral");

    /// <summary>In what time no more than a few codes are sent for one referral.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromHours(1);

    /// <summary>Asks for a code. It is sent where the details fit, and where not too many have been sent.</summary>
    /// <returns>The key for the browser, always.</returns>
    public async Task<string> AskAsync(string? reference, OwnDetails details, CancellationToken stop)
    {
        var key = OpaqueKey.Make();
        if (await referrals.FindAsync(Anybody, reference ?? "", stop) is not { } card) return key;
        if (!await people.FitsAsync(Anybody, card.PersonId, details, stop)) return key;

        await using var change = database.Begin(new OwnVisit(card.ReferralId, card.Area).Actor);
        await change.ReadAsync("select id from referrals.referral where id = $1 for update", [card.ReferralId], row => row.GetGuid(0), stop);
        var asked = await change.ReadAsync(
            "select count(*)::int from referrals.visit where referral_id = $1 and asked_at > $2", [card.ReferralId, change.At - Window], row => row.GetInt32(0), stop);
        if (asked is not [< MostCodes]) return key;

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        change.Write(
            "insert into referrals.visit (key_id, area, referral_id, asked_at, code_sha256, code_expires_at, expires_at) values ($1, $2, $3, $4, $5, $6, $6)",
            OpaqueKey.IdOf(key), card.Area, card.ReferralId, change.At, HashOf(key, code), change.At + CodeLives);
        messages.Queue(change, Message(card, key, code, change.At));
        audit.Record(change, card.Area, "referrals.code-sent", card.ReferralId);
        await change.CommitAsync(stop);
        return key;
    }

    /// <summary>Tries a code. Wrong, used up, too late and never sent are all the same.</summary>
    public async Task<bool> OpenAsync(string? key, string code, CancellationToken stop)
    {
        if (OpaqueKey.IdOf(key) is not { } id) return false;
        await using var change = database.Begin(Anybody);
        var found = await change.ReadAsync(
            "select referral_id, area, code_sha256 from referrals.visit where key_id = $1 and opened_at is null and tries < $2 and code_expires_at > $3 for update",
            [id, MostTries, change.At], row => (Referral: row.GetGuid(0), Area: row.GetString(1), Hash: row.GetFieldValue<byte[]>(2)), stop);
        if (found is not [var visit]) return false;

        var isRight = CryptographicOperations.FixedTimeEquals(visit.Hash, HashOf(key!, code));
        if (isRight)
        {
            change.Write("update referrals.visit set opened_at = $2, expires_at = $3 where key_id = $1", id, change.At, change.At + OpenFor);
            audit.Record(change, visit.Area, "referrals.opened-by-person", visit.Referral);
        }
        else
        {
            change.Write("update referrals.visit set tries = tries + 1 where key_id = $1", id);
        }
        await change.CommitAsync(stop);
        return isRight;
    }

    /// <summary>The referral that a browser may see now; null: none.</summary>
    public async Task<OwnVisit?> FindAsync(string? key, CancellationToken stop)
    {
        if (OpaqueKey.IdOf(key) is not { } id) return null;
        await using var change = database.Begin(Anybody);
        var found = await change.ReadAsync(
            "update referrals.visit set expires_at = $3 where key_id = $1 and opened_at is not null and expires_at > $2 returning referral_id, area",
            [id, change.At, change.At + OpenFor], row => new OwnVisit(row.GetGuid(0), row.GetString(1)), stop);
        await change.CommitAsync(stop);
        return found.SingleOrDefault();
    }

    /// <summary>Closes the referral to this browser.</summary>
    public async Task CloseAsync(string? key, CancellationToken stop)
    {
        if (OpaqueKey.IdOf(key) is not { } id) return;
        await using var change = database.Begin(Anybody);
        change.Write("update referrals.visit set expires_at = $2 where key_id = $1", id, change.At);
        await change.CommitAsync(stop);
    }

    private static MessageRequest Message(ReferralCard card, string key, string code, DateTimeOffset at) => new()
    {
        Key = $"{card.ReferralId:n}/one-time-code/{OpaqueKey.IdOf(key):n}",
        Area = card.Area,
        Type = "one-time-code",
        ReferralId = card.ReferralId,
        To = MessageTo.Person(card.PersonId),
        Fields = new Dictionary<string, string> { ["code"] = code, ["validFor"] = "PT10M" },
        NotBefore = at,
        UsefulUntil = at + CodeLives,
    };

    // With the key of the browser in it, a hash that leaks cannot be tried out on all the million codes.
    private static byte[] HashOf(string key, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{code}"));
}
