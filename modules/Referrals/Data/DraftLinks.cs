using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Links back to a saved form. The newest works until it expires or the form is sent.</summary>
internal sealed class DraftLinks(Database database, IMessages messages)
{
    /// <summary>How many links a form sends in an hour: enough for a mistyped address, too few to trouble a stranger.</summary>
    private const int MaxInAnHour = 5;

    /// <summary>Sends a link and stores the form until the link expires.</summary>
    /// <param name="draft">The form.</param>
    /// <param name="link">Makes the address from the link's key.</param>
    /// <param name="to">To whom.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>False when too many were sent in the last hour.</returns>
    public async Task<bool> SendAsync(Draft draft, Func<string, string> link, MessageTo to, CancellationToken cancellationToken)
    {
        var key = OpaqueKey.Make();
        await using var change = database.Begin(Link);
        var sent = await change.ReadAsync(
            "select count(l.key_id)::int from referrals.draft d left join referrals.draft_link l on l.draft_id = d.id and l.created_at > $2 where d.id = $1 " +
            "group by d.id",
            [draft.Id, change.At - TimeSpan.FromHours(1)], row => row.GetInt32(0), cancellationToken);
        if (sent is not [< MaxInAnHour]) return false;

        var until = change.At + Draft.WaitsWhenSaved;
        change.Write("update referrals.draft set updated_at = $2, expires_at = greatest(expires_at, $3) where id = $1", draft.Id, change.At, until);
        // Of several links to a form only the newest opens it.
        change.Write("update referrals.draft_link set used_at = $2 where draft_id = $1 and used_at is null", draft.Id, change.At);
        change.Write(
            "insert into referrals.draft_link (key_id, area, draft_id, created_at, expires_at) values ($1, $2, $3, $4, $5)",
            OpaqueKey.HashToId(key), draft.Area, draft.Id, change.At, until);
        messages.Queue(change, new MessageRequest
        {
            Key = $"{draft.Id:n}/save-and-return-link/{OpaqueKey.HashToId(key):n}",
            Area = draft.Area,
            Type = "save-and-return-link",
            ReferralId = draft.Id,
            To = to,
            Fields = new Dictionary<string, string> { ["link"] = link(key),
            ["until"] = LondonTime.DateOf(until).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) },
            NotBefore = change.At,
            UsefulUntil = until,
            AtAnyHour = true,
        });
        await change.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Opens a form by its link. The form gets a new key, so a browser left open elsewhere loses access.</summary>
    /// <returns>The referral source and the new key; null when the link is replaced, expired or unknown, or the form has been sent.</returns>
    public async Task<(ReferralSource ReferralSource, string Key)?> OpenAsync(string? linkKey, CancellationToken cancellationToken)
    {
        if (OpaqueKey.HashToId(linkKey) is not { } id) return null;
        await using var change = database.Begin(Link);
        var found = await change.ReadAsync(
            """
            select d.id, d.referral_source from referrals.draft_link l join referrals.draft d on d.id = l.draft_id
            where l.key_id = $1 and l.used_at is null and l.expires_at > $2 and d.expires_at > $2 and d.reference is null
            for update
            """,
            [id, change.At], row => (Id: row.GetGuid(0), ReferralSource: row.GetString(1)), cancellationToken);
        if (found is not [var draft]) return null;

        var key = OpaqueKey.Make();
        change.Write("update referrals.draft set key_id = $2, updated_at = $3 where id = $1", draft.Id, OpaqueKey.HashToId(key), change.At);
        await change.CommitAsync(cancellationToken);
        return (StoredKeys<ReferralSource>.Read(draft.ReferralSource), key);
    }

    private static Actor Link { get; } = new("door:link", Actor.AllAreas, "draft");
}
