using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>An entry of the audit trail.</summary>
internal sealed record AuditEntry(long Number, DateTimeOffset At, string Actor, string Purpose, string Action, Guid Subject);

/// <summary>What somebody looks for in the audit trail of an area; null for anything. And how: the oldest first or the newest, from which on.</summary>
internal sealed record AuditQuery(string Area, IReadOnlyList<Guid>? Subjects, string? Who, DateOnly? Day, bool OldestFirst, int Skip);

/// <summary>Finds entries of the audit trail.</summary>
internal sealed class AuditSearch(Database database, IAuditTrail audit)
{
    /// <summary>Finds the entries of a page, and one more where there are others. Whose referral was asked for is recorded.</summary>
    public async Task<IReadOnlyList<AuditEntry>> FindAsync(Actor actor, AuditQuery query, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        var found = await change.ReadAsync(
            $"""
            select number, at, actor, purpose, action, subject from access.audit_entry
            where area = $1 and ($2::uuid[] is null or subject = any ($2)) and ($3::text is null or actor = $3)
              and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
            order by number {(query.OldestFirst ? "asc" : "desc")} offset $6 limit $7
            """,
            [
                query.Area, (object?)query.Subjects?.ToArray() ?? DBNull.Value, DbValue.Text(query.Who), From(query.Day), From(query.Day?.AddDays(1)),
                query.Skip, StaffList.OnOnePage + 1,
            ],
            row => new AuditEntry(row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetGuid(5)),
            cancellationToken);
        if (query.Subjects is [var subject, ..]) audit.Record(change, query.Area, "access.audit-searched", subject);
        await change.CommitAsync(cancellationToken);
        return found;
    }

    private static object From(DateOnly? day) => day is { } date ? LondonTime.At(date, TimeOnly.MinValue) : DBNull.Value;
}
