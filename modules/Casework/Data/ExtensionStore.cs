using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>Asks for more time of support, and keeps what was decided.</summary>
internal sealed class ExtensionStore(Database database, PlanStore plans)
{
    private const int MaxListed = 500;
    private const string Kind = "extension";

    private const string Columns =
        "e.id, e.case_id, e.weeks, e.reason, e.note, e.asked_at, e.asked_by, e.is_approved, e.decision_note, e.decided_by";

    /// <summary>The extensions of a case, the newest first.</summary>
    public Task<IReadOnlyList<Extension>> OfCaseAsync(Actor actor, CoachingCase of, CancellationToken cancellationToken) => database.ReadAsync(
        actor, $"select {Columns} from casework.extension e where e.area = $1 and e.case_id = $2 order by e.asked_at desc, e.id limit $3",
        [of.Area, of.Id, MaxListed], Read, cancellationToken);

    /// <summary>The extensions of cases under way that somebody else asked for and nobody has decided, the oldest first.</summary>
    public Task<IReadOnlyList<Extension>> ToDecideAsync(Actor lead, string area, CancellationToken cancellationToken) => database.ReadAsync(
        lead,
        $"""
        select {Columns} from casework.extension e
        join casework.coaching_case c on c.area = e.area and c.id = e.case_id
        where e.area = $1 and e.is_approved is null and e.asked_by <> $2 and c.state in ('open', 'paused')
        order by e.asked_at, e.id limit $3
        """,
        [area, lead.Name, MaxListed], Read, cancellationToken);

    /// <summary>Asks for more time. The same request sent again asks once, and while one waits no other is asked for.</summary>
    public Task<PlanSave> AskAsync(Actor actor, CoachingCase of, Extension asked, string says, CancellationToken cancellationToken) => plans.ChangeAsync(
        actor, of, new(Kind, "asked", says, "casework.extension-asked"), async change => (await change.ReadAsync(
            """
            insert into casework.extension (area, id, case_id, weeks, reason, note, asked_at, asked_by, ended_on)
            select $1, $2, $3, $4, $5, $6, $7, $8, ends_on from casework.coaching_case where area = $1 and id = $3 and ends_on is not null
            on conflict do nothing returning 1
            """,
            [of.Area, asked.Id, of.Id, asked.Weeks, StoredKeys<ExtensionReason>.Of(asked.Reason), DbValue.Text(asked.Note), change.At, actor.Name],
            _ => 0, cancellationToken)).Count == 1, cancellationToken);

    /// <summary>Approves or refuses. Where it is approved the last day of support moves by the weeks that were asked for.</summary>
    /// <returns>Stale where it was decided already.</returns>
    public Task<PlanSave> DecideAsync(
        Actor lead, CoachingCase of, Extension asked, bool isApproved, string? note, CancellationToken cancellationToken) => plans.ChangeAsync(
        lead, of, isApproved ? new(Kind, "approved", note, "casework.extension-approved") : new(Kind, "refused", note, "casework.extension-refused"),
        async change =>
        {
            var decided = await change.ReadAsync(
                """
                update casework.extension set is_approved = $4, decision_note = $5, decided_at = $6, decided_by = $7
                where area = $1 and case_id = $2 and id = $3 and is_approved is null and asked_by <> $7 returning 1
                """,
                [of.Area, of.Id, asked.Id, isApproved, DbValue.Text(note), change.At, lead.Name], _ => 0, cancellationToken);
            if (decided.Count == 0) return false;
            if (isApproved)
                change.Write("update casework.coaching_case set ends_on = ends_on + 7 * $3 where area = $1 and id = $2", of.Area, of.Id, asked.Weeks);
            return true;
        }, cancellationToken);

    private static Extension Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        CaseId = row.GetGuid(1),
        Weeks = row.GetInt32(2),
        Reason = StoredKeys<ExtensionReason>.Read(row.GetString(3)),
        Note = row.IsDBNull(4) ? null : row.GetString(4),
        AskedAt = row.GetFieldValue<DateTimeOffset>(5),
        AskedBy = row.GetString(6),
        IsApproved = row.IsDBNull(7) ? null : row.GetBoolean(7),
        DecisionNote = row.IsDBNull(8) ? null : row.GetString(8),
        DecidedBy = row.IsDBNull(9) ? null : row.GetString(9),
    };
}
