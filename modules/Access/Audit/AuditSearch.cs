using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>An entry of the audit trail.</summary>
internal sealed record AuditEntry(long Number, DateTimeOffset At, string Actor, string Purpose, string Action, Guid Subject);

/// <summary>What somebody looks for in the audit trail of an area; null for anything.</summary>
internal sealed record AuditQuery(string Area, IReadOnlyList<Guid>? Subjects, string? Who, DateOnly? Day, long? Before);

/// <summary>Finds entries of the audit trail.</summary>
internal sealed class AuditSearch(Database database, IAuditTrail audit)
{
    /// <summary>How many entries a page shows.</summary>
    public const int PageSize = 50;

    /// <summary>Finds entries, the newest first, and one more than a page shows where there are older ones. Whose referral was asked for is recorded.</summary>
    public async Task<IReadOnlyList<AuditEntry>> FindAsync(Actor actor, AuditQuery query, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        var found = await change.ReadAsync(
            """
            select number, at, actor, purpose, action, subject from access.audit_entry
            where area = $1 and ($2::uuid[] is null or subject = any ($2)) and ($3::text is null or actor = $3)
              and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5) and ($6::bigint is null or number < $6)
            order by number desc limit $7
            """,
            [
                query.Area, (object?)query.Subjects?.ToArray() ?? DBNull.Value, DbValue.Text(query.Who), From(query.Day), From(query.Day?.AddDays(1)),
                (object?)query.Before ?? DBNull.Value, PageSize + 1,
            ],
            row => new AuditEntry(row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetGuid(5)),
            cancellationToken);
        if (query.Subjects is [var subject, ..]) audit.Record(change, query.Area, "access.audit-searched", subject);
        await change.CommitAsync(cancellationToken);
        return found;
    }

    private static object From(DateOnly? day) => day is { } date ? LondonTime.At(date, TimeOnly.MinValue) : DBNull.Value;
}
