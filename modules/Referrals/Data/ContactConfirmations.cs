using System.Text.Json;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>A change of how a person is reached, with a new e-mail address that nobody has confirmed yet.</summary>
/// <param name="Contact">The change.</param>
/// <param name="OldIsUnsafe">Whether nothing may be sent to what it replaces.</param>
internal sealed record NewContact(ContactChange Contact, bool OldIsUnsafe);

/// <summary>
/// A new e-mail address is used only once a code has come back from it: a slip in it would send a person's news to somebody else, and nothing to the person.
/// </summary>
internal sealed class ContactConfirmations(Database database, IMessages messages, IAuditTrail audit, ISecurityEvents events)
{
    private const int MaxCodes = 3;

    /// <summary>Keeps the change with the session that asks for it, and sends a code to the new address.</summary>
    /// <returns>False where this session has sent enough codes.</returns>
    public async Task<bool> AskAsync(string key, VerifiedSession session, NewContact wanted, string language, CancellationToken cancellationToken)
    {
        var code = OneTimeCode.Make();
        await using var change = database.Begin(session.Actor);
        var asked = await change.ReadAsync(
            """
            update referrals.verified_session
            set new_contact = $2::jsonb, new_code_sha256 = $3, new_code_expires_at = $4, new_tries = 0, new_codes = new_codes + 1
            where key_id = $1 and opened_at is not null and expires_at > $5 and new_codes < $6 returning new_codes
            """,
            [OpaqueKey.HashToId(key), JsonSerializer.Serialize(wanted, ReferralJson.Stored), OneTimeCode.HashOf(key, code), change.At + OneTimeCode.Lives,
                change.At, MaxCodes],
            row => row.GetInt32(0), cancellationToken);
        if (asked is not [var number]) return false;
        messages.Queue(change, new MessageRequest
        {
            Key = $"{session.ReferralId:n}/confirm-address/{OpaqueKey.HashToId(key):n}/{number}",
            Area = session.Area,
            Type = "one-time-code",
            ReferralId = session.ReferralId,
            To = MessageTo.Address(wanted.Contact.Email!, language),
            Fields = new Dictionary<string, string> { ["code"] = code, ["validFor"] = "PT10M" },
            NotBefore = change.At,
            UsefulUntil = change.At + OneTimeCode.Lives,
            AtAnyHour = true,
        });
        audit.Record(change, session.Area, "referrals.code-sent-to-new-address", session.ReferralId);
        await change.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The change that waits for its code in this session; null: none.</summary>
    public async Task<NewContact?> WaitingAsync(string? key, VerifiedSession session, CancellationToken cancellationToken) =>
        OpaqueKey.HashToId(key) is not { } id ? null : (await database.ReadAsync(
            session.Actor, "select new_contact from referrals.verified_session where key_id = $1 and new_contact is not null", [id],
            row => Read(row.GetString(0)), cancellationToken)).SingleOrDefault();

    /// <summary>Tries a code. Wrong, used up and too late are all the same.</summary>
    /// <returns>The change, which waits no more; null when the code is not right.</returns>
    public async Task<NewContact?> ConfirmAsync(string? key, VerifiedSession session, string code, CancellationToken cancellationToken)
    {
        if (OpaqueKey.HashToId(key) is not { } id) return null;
        await using var change = database.Begin(session.Actor);
        var found = await change.ReadAsync(
            "select new_contact, new_code_sha256 from referrals.verified_session where key_id = $1 and new_contact is not null and new_tries < $2 and " +
            "new_code_expires_at > $3 for update",
            [id, OneTimeCode.MaxTries, change.At], row => (Wanted: Read(row.GetString(0)), Hash: row.GetFieldValue<byte[]>(1)), cancellationToken);
        if (found is not [var waiting]) return null;
        var isRight = OneTimeCode.IsRight(waiting.Hash, key!, code);
        if (isRight)
        {
            change.Write("update referrals.verified_session set new_contact = null, new_code_sha256 = null where key_id = $1", id);
        }
        else
        {
            change.Write("update referrals.verified_session set new_tries = new_tries + 1 where key_id = $1", id);
            audit.Record(change, session.Area, $"security.{SecurityEvent.WrongCode}", session.ReferralId);
            events.Count(SecurityEvent.WrongCode);
        }
        await change.CommitAsync(cancellationToken);
        return isRight ? waiting.Wanted : null;
    }

    private static NewContact Read(string json) => JsonSerializer.Deserialize<NewContact>(json, ReferralJson.Stored)!;
}
