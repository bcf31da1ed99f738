using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>Reads from the audit trail who has looked at somebody's referral.</summary>
internal sealed class AccessReports(Database database) : IAccessReports
{
    private const int MaxLooks = 500;

    // What counts as a look, and what it was for. Changes are told to the person by messages.
    private static readonly Dictionary<string, string> Looks = new()
    {
        ["referrals.read"] = "referral",
        ["referrals.duplicates-read"] = "referral",
        ["referrals.found"] = "search",
        ["referrals.offer-read"] = "offer",
        ["communications.messages-read"] = "messages",
        ["communications.message-seen"] = "messages",
        ["follow-ups.task-read"] = "task",
        ["casework.read"] = "referral",
    };

    public Task<IReadOnlyList<AccessLook>> OfAsync(Actor actor, string area, IReadOnlyList<Guid> subjects, CancellationToken cancellationToken) =>
        database.ReadAsync(
            actor,
            """
            select e.at, case when e.actor like 'key:%' then 'system' else m.role end, coalesce(m.organisation, k.organisation,
              case when e.actor like 'offer-link:%' then substr(e.actor, length('offer-link:') + 1) end), e.action
            from access.audit_entry e
            left join access.service_key k on e.actor = 'key:' || k.name
            left join lateral (
              select m.role, m.organisation from access.membership m
              where m.area = e.area and e.actor = 'staff:' || m.account_id::text and m.given_at <= e.at and (m.ended_at is null or m.ended_at >= e.at)
              order by m.given_at desc limit 1) m on true
            where e.area = $1 and e.subject = any ($2) and e.action = any ($3)
            order by e.number desc limit $4
            """,
            [area, subjects.ToArray(), Looks.Keys.ToArray(), MaxLooks],
            row => new AccessLook(
                row.GetFieldValue<DateTimeOffset>(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
                Looks[row.GetString(3)]),
            cancellationToken);
}
