using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>Reads and saves what a coach and a person talk through.</summary>
internal sealed class AssessmentStore(Database database, PlanStore plans)
{
    private const string Kind = "assessment";

    /// <summary>What is saved of a case.</summary>
    public Task<IReadOnlyList<SectionAnswers>> OfCaseAsync(Actor actor, CoachingCase of, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        """
        select section, questions, answers, words, saved_at, saved_by, version from casework.assessment_section where area = $1 and case_id = $2
        """,
        [of.Area, of.Id], Read, cancellationToken);

    /// <summary>Saves a section as it is to be.</summary>
    /// <param name="actor">Who saves it.</param>
    /// <param name="of">The case.</param>
    /// <param name="before">The section as it was seen; null: it is new.</param>
    /// <param name="after">The section as it is to be.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    public Task<PlanSave> SaveAsync(
        Actor actor, CoachingCase of, SectionAnswers? before, SectionAnswers after, CancellationToken cancellationToken)
    {
        // The history tells of each section once: what is saved while somebody types would bury the rest.
        var entry = new PlanEntry(Kind, before is null ? StoredKeys<AssessmentSection>.Of(after.Section) : null, null);
        object?[] row =
        [
            of.Area, of.Id, StoredKeys<AssessmentSection>.Of(after.Section), after.Answers.Keys.ToArray(), after.Answers.Values.ToArray(),
            DbValue.Text(after.Words), actor.Name,
        ];
        return plans.ChangeAsync(actor, of, entry, async change => (before is null
            ? await change.ReadAsync(
                """
                insert into casework.assessment_section (area, case_id, section, questions, answers, words, saved_by, saved_at, version)
                values ($1, $2, $3, $4, $5, $6, $7, $8, 1) on conflict do nothing returning 1
                """,
                [.. row, change.At], _ => 0, cancellationToken)
            : await change.ReadAsync(
                """
                update casework.assessment_section set questions = $4, answers = $5, words = $6, saved_by = $7, saved_at = $8, version = version + 1
                where area = $1 and case_id = $2 and section = $3 and version = $9 returning 1
                """,
                [.. row, change.At, before.Version], _ => 0, cancellationToken)).Count == 1, cancellationToken);
    }

    private static SectionAnswers Read(NpgsqlDataReader row) => new()
    {
        Section = StoredKeys<AssessmentSection>.Read(row.GetString(0)),
        Answers = row.GetFieldValue<string[]>(1).Zip(row.GetFieldValue<string[]>(2)).ToDictionary(),
        Words = row.IsDBNull(3) ? null : row.GetString(3),
        SavedAt = row.GetFieldValue<DateTimeOffset>(4),
        SavedBy = row.GetString(5),
        Version = row.GetInt32(6),
    };
}
