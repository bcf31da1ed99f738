using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

internal sealed class AuditTrail : IAuditTrail
{
    public void Record(Change change, string area, string action, Guid subject, string? details = null) => change.WriteRow(
        """
        insert into access.audit_entry (area, at, actor, purpose, action, subject, details)
        select r.area, r.at, r.actor, r.purpose, r.action, r.subject, r.details::jsonb
        from unnest($1, $2, $3, $4, $5, $6, $7) as r (area, at, actor, purpose, action, subject, details)
        """,
        area, change.At, change.Actor.Name, change.Actor.Purpose, action, subject, DbValue.Text(details));
}
