using System.Text.Json;
using Npgsql;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Unfinished forms. Only the holder of a form's key can find, read and change it.</summary>
internal sealed class DraftStore(Database database, TimeProvider clock)
{
    private const string Columns = "id, area, referral_source, answers, reference, expires_at";

    /// <summary>Starts a form.</summary>
    /// <returns>Its key, for the browser alone.</returns>
    public async Task<string> StartAsync(ReferralSource referralSource, string area, DraftAnswers answers, CancellationToken cancellationToken)
    {
        var key = OpaqueKey.Make();
        await using var change = database.Begin(At(referralSource));
        change.Write(
            "insert into referrals.draft (id, area, referral_source, key_id, answers, started_at, updated_at, expires_at) " +
            "values ($1, $2, $3, $4, $5::jsonb, $6, $6, $7)",
            Guid.CreateVersion7(change.At), area, ReferralSourceKeys.Of(referralSource), OpaqueKey.HashToId(key), Write(answers), change.At,
            change.At + Draft.Waits);
        await change.CommitAsync(cancellationToken);
        return key;
    }

    /// <summary>Reads a form; null when there is none of this key any more.</summary>
    public async Task<Draft?> FindAsync(ReferralSource referralSource, string? key, CancellationToken cancellationToken)
    {
        if (OpaqueKey.HashToId(key) is not { } id) return null;
        var found = await database.ReadAsync(
            At(referralSource), $"select {Columns} from referrals.draft where key_id = $1 and referral_source = $2 and expires_at > $3",
            [id, ReferralSourceKeys.Of(referralSource), clock.GetUtcNow()], Read, cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>Changes a form's answers under a row lock, so answers of another tab are not lost.</summary>
    public async Task<Draft?> AnswerAsync(ReferralSource referralSource, string? key, Func<Draft, Draft> answer, CancellationToken cancellationToken)
    {
        if (OpaqueKey.HashToId(key) is not { } id) return null;
        await using var change = database.Begin(At(referralSource));
        var found = await change.ReadAsync(
            $"select {Columns} from referrals.draft where key_id = $1 and referral_source = $2 and expires_at > $3 for update",
            [id, ReferralSourceKeys.Of(referralSource), change.At], Read, cancellationToken);
        if (found is not [{ Reference: null } draft]) return found.SingleOrDefault();

        var answered = answer(draft);
        change.Write(
            "update referrals.draft set area = $2, answers = $3::jsonb, updated_at = $4, expires_at = greatest(expires_at, $5) where id = $1",
            draft.Id, answered.Area, Write(answered.Answers), change.At, change.At + Draft.Waits);
        await change.CommitAsync(cancellationToken);
        return answered;
    }

    /// <summary>Notes that a form was sent, and lets go of what was typed: the referral has it.</summary>
    public async Task SentAsync(Draft draft, Referral referral, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(At(draft.ReferralSource));
        change.Write(
            "update referrals.draft set area = $2, answers = '{}', reference = $3, updated_at = $4, expires_at = $5 where id = $1",
            draft.Id, referral.Area, referral.Reference, change.At, change.At + Draft.Waits);
        await change.CommitAsync(cancellationToken);
    }

    /// <summary>Deletes a form at once, at its owner's request.</summary>
    public async Task ForgetAsync(ReferralSource referralSource, string? key, CancellationToken cancellationToken)
    {
        if (OpaqueKey.HashToId(key) is not { } id) return;
        await using var change = database.Begin(At(referralSource));
        change.Write("delete from referrals.draft where key_id = $1", id);
        await change.CommitAsync(cancellationToken);
    }

    // Until the place is answered a form belongs to no area, and the answer may move it from one to another.
    private static Actor At(ReferralSource referralSource) => new($"door:{ReferralSourceKeys.Of(referralSource)}", Actor.AllAreas, "draft");

    private static string Write(DraftAnswers answers) => JsonSerializer.Serialize(answers, ReferralJson.Stored);

    private static Draft Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Area = row.GetString(1),
        ReferralSource = StoredKeys<ReferralSource>.Read(row.GetString(2)),
        Answers = JsonSerializer.Deserialize<DraftAnswers>(row.GetString(3), ReferralJson.Stored)!,
        Reference = row.IsDBNull(4) ? null : row.GetString(4),
        ExpiresAt = row.GetFieldValue<DateTimeOffset>(5),
    };
}
