using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Casework.Contracts;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>What the team is told of an answer.</summary>
/// <param name="ReferredOn">The day on which the referral came.</param>
/// <param name="Link">The full address of the page that says what to do; null where the service has none.</param>
internal sealed record SafetyNotice(DateOnly ReferredOn, string? Link);

/// <summary>Raises and closes safety items.</summary>
internal sealed class SafetyStore(Database database, IAuditTrail audit)
{
    private const string Kind = "safety";

    private const string Items =
        "select measure_id, number, case_id, answer, raised_at, raised_by, done, words, closed_at, closed_by from casework.safety_item where area = $1";

    /// <summary>The open ones of an area, the oldest first.</summary>
    public Task<IReadOnlyList<SafetyItem>> OpenAsync(Actor actor, string area, CancellationToken cancellationToken) => database.ReadAsync(
        actor, Items + " and closed_at is null order by raised_at, measure_id", [area], Read, cancellationToken);

    /// <summary>The open ones of a case, the oldest first.</summary>
    public Task<IReadOnlyList<SafetyItem>> OpenAsync(Actor actor, CoachingCase of, CancellationToken cancellationToken) => database.ReadAsync(
        actor, Items + " and case_id = $2 and closed_at is null order by raised_at, measure_id", [of.Area, of.Id], Read, cancellationToken);

    /// <summary>The last one of a measure.</summary>
    public async Task<SafetyItem?> FindAsync(Actor actor, CoachingCase of, Guid measure, CancellationToken cancellationToken) => (await database.ReadAsync(
        actor, Items + " and case_id = $2 and measure_id = $3 order by number desc limit 1", [of.Area, of.Id, measure], Read, cancellationToken))
        .SingleOrDefault();

    /// <summary>Raises one, unless one of the measure is open, and tells the team in the same change.</summary>
    public async Task RaiseAsync(Change change, CoachingCase of, Measure measure, SafetyNotice tell, CancellationToken cancellationToken)
    {
        var raised = await change.ReadAsync(
            """
            insert into casework.safety_item (area, measure_id, number, case_id, answer, raised_at, raised_by)
            select $1, $2, 1 + coalesce(max(number), 0), $3, $4, $5, $6 from casework.safety_item where area = $1 and measure_id = $2
            on conflict do nothing returning number
            """,
            [of.Area, measure.Id, of.Id, measure.Danger, change.At, change.Actor.Name], row => row.GetInt32(0), cancellationToken);
        if (raised is not [var number]) return;
        Tell(change, of, "raised", null);
        audit.Record(change, of.Area, "casework.safety-raised", of.ReferralId);
        change.Publish(new SafetyItemRaised(of.ReferralId, of.Area, measure.Id, number, of.Reference, tell.ReferredOn, tell.Link));
    }

    /// <summary>Closes one with what was done, also where the case has ended.</summary>
    /// <returns>Stale where it was closed already.</returns>
    public async Task<PlanSave> CloseAsync(
        Actor actor, CoachingCase of, SafetyItem seen, IReadOnlyList<SafetyStep> done, string words, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        var closed = await change.ReadAsync(
            """
            update casework.safety_item set done = $4, words = $5, closed_at = $6, closed_by = $7
            where area = $1 and measure_id = $2 and number = $3 and closed_at is null returning 1
            """,
            [of.Area, seen.MeasureId, seen.Number, done.Select(StoredKeys<SafetyStep>.Of).ToArray(), words, change.At, actor.Name], _ => 0,
            cancellationToken);
        if (closed.Count == 0) return PlanSave.Stale;
        Tell(change, of, "closed", words);
        audit.Record(change, of.Area, "casework.safety-closed", of.ReferralId);
        change.Publish(new SafetyItemClosed(of.ReferralId, of.Area, seen.MeasureId, seen.Number));
        await change.CommitAsync(cancellationToken);
        return PlanSave.Saved;
    }

    private static void Tell(Change change, CoachingCase of, string what, string? words) =>
        PlanStore.Tell(change, of, new(Kind, what, words));

    private static SafetyItem Read(NpgsqlDataReader row) => new()
    {
        MeasureId = row.GetGuid(0),
        Number = row.GetInt32(1),
        CaseId = row.GetGuid(2),
        Answer = row.GetInt16(3),
        RaisedAt = row.GetFieldValue<DateTimeOffset>(4),
        RaisedBy = row.GetString(5),
        Done = row.IsDBNull(6) ? [] : [.. row.GetFieldValue<string[]>(6).Select(StoredKeys<SafetyStep>.Read)],
        Words = row.IsDBNull(7) ? null : row.GetString(7),
        ClosedAt = row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
        ClosedBy = row.IsDBNull(9) ? null : row.GetString(9),
    };
}
