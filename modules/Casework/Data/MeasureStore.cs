using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>Reads and saves measures. An answer that says that somebody may harm themselves raises a safety item in the same change.</summary>
internal sealed class MeasureStore(Database database, PlanStore plans, SafetyStore safety)
{
    private const string Kind = "measure";

    /// <summary>The measures of a case, by day.</summary>
    public Task<IReadOnlyList<Measure>> OfCaseAsync(Actor actor, CoachingCase of, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        """
        select id, kind, name, taken_on, items, total, saved_by, version from casework.measure where area = $1 and case_id = $2 order by taken_on, id
        """,
        [of.Area, of.Id], Read, cancellationToken);

    /// <summary>Saves a measure as it is to be.</summary>
    /// <param name="actor">Who saves it.</param>
    /// <param name="of">The case.</param>
    /// <param name="before">The measure as it was seen; null: it is new.</param>
    /// <param name="after">The measure as it is to be.</param>
    /// <param name="tell">What the team is told where an answer raises a safety item.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    public Task<PlanSave> SaveAsync(
        Actor actor, CoachingCase of, Measure? before, Measure after, SafetyNotice tell, CancellationToken cancellationToken)
    {
        var kind = StoredKeys<MeasureKind>.Of(after.Kind);
        return plans.ChangeAsync(actor, of, new(Kind, before is null ? kind : null, null), async change =>
        {
            object?[] row =
            [
                of.Area, of.Id, after.Id, DbValue.Text(after.Name), after.TakenOn, after.Items.ToArray(),
                DbValue.Fraction(after.Total), actor.Name, change.At,
            ];
            var saved = before is null
                ? await change.ReadAsync(
                    """
                    insert into casework.measure (area, case_id, id, name, taken_on, items, total, saved_by, saved_at, kind, version)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1) on conflict do nothing returning 1
                    """,
                    [.. row, kind], _ => 0, cancellationToken)
                : await change.ReadAsync(
                    """
                    update casework.measure set name = $4, taken_on = $5, items = $6, total = $7, saved_by = $8, saved_at = $9, version = version + 1
                    where area = $1 and case_id = $2 and id = $3 and version = $10 returning 1
                    """,
                    [.. row, before.Version], _ => 0, cancellationToken);
            if (saved.Count == 0) return false;
            if (after.Danger > (before?.Danger ?? 0)) await safety.RaiseAsync(change, of, after, tell, cancellationToken);
            return true;
        }, cancellationToken);
    }

    private static Measure Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Kind = StoredKeys<MeasureKind>.Read(row.GetString(1)),
        Name = row.IsDBNull(2) ? null : row.GetString(2),
        TakenOn = row.GetFieldValue<DateOnly>(3),
        Items = row.GetFieldValue<string[]>(4),
        Total = row.IsDBNull(5) ? null : row.GetDecimal(5),
        TakenBy = row.GetString(6),
        Version = row.GetInt32(7),
    };
}
