using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>Reads and changes cases.</summary>
internal sealed class CaseStore(
    Database database, IAuditTrail audit, AppointmentStore appointments, ReviewStore reviews, ExtensionStore extensions, SafetyStore safety,
    IStaffNames names)
{
    /// <summary>How many cases a list shows; an area with more waiting ones needs more coaches, not a longer list.</summary>
    public const int MaxListed = 500;

    private const string Columns = """
        area, id, referral_id, person_id, reference, state, state_since, state_by, state_reason, state_note, coach, priority, priority_because, opened_at,
        limit_count, limit_unit, limit_evidence, limit_source, ends_on, version, attempts, first_contact_at,
        last_contact_at, next_contact_on
        """;

    public async Task<CoachingCase?> FindAsync(Actor actor, string area, Guid id, CancellationToken cancellationToken) => (await database.ReadAsync(
        actor, $"select {Columns} from casework.coaching_case where area = $1 and id = $2", [area, id], Read, cancellationToken)).SingleOrDefault();

    public async Task<int> CountWaitingAsync(Actor actor, CancellationToken cancellationToken) => (await database.ReadAsync(
        actor, "select count(*)::int from casework.coaching_case where area = any ($1) and state = 'waiting'", [actor.Areas.ToArray()],
        row => row.GetInt32(0), cancellationToken))[0];

    /// <summary>The cases that wait for a coach: urgent ones first, then the oldest.</summary>
    public Task<IReadOnlyList<CoachingCase>> WaitingAsync(Actor actor, string area, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        $"""
        select {Columns} from casework.coaching_case where area = $1 and state = 'waiting'
        order by array_position($2, priority), opened_at, id limit $3
        """,
        [area, StoredKeys<CasePriority>.All.ToArray(), MaxListed], Read, cancellationToken);

    /// <summary>The cases of a coach, or of the whole team.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="coach">The coach; null for all.</param>
    /// <param name="states">The states to show.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public Task<IReadOnlyList<CoachingCase>> CaseloadAsync(
        Actor actor, string area, string? coach, IReadOnlyList<CaseState> states, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        $"""
        select {Columns} from casework.coaching_case
        where area = $1 and state = any ($2) and coach is not null and coach = coalesce($3, coach)
        order by ends_on nulls last, opened_at, id limit $4
        """,
        [area, states.Select(StoredKeys<CaseState>.Of).ToArray(), DbValue.Text(coach), MaxListed], Read, cancellationToken);

    /// <summary>What is a coach's today.</summary>
    public async Task<MyDay> MyDayAsync(Actor coach, string area, DateTimeOffset now, CancellationToken cancellationToken) => MyDay.Of(
        [
            .. await CaseloadAsync(coach, area, coach.Name, [CaseState.Open, CaseState.Paused], cancellationToken),
            .. await WaitingAsync(coach, area, cancellationToken),
        ],
        await appointments.OpenAsync(coach, area, LondonTime.At(LondonTime.DateOf(now).AddDays(1), TimeOnly.MinValue), cancellationToken),
        await reviews.DueAsync(coach, area, LondonTime.DateOf(now), cancellationToken),
        await ToDecideAsync(coach, area, cancellationToken), await SafetyOfAsync(coach, area, cancellationToken), coach.Name, now);

    /// <summary>The answers of a person that nobody has dealt with yet.</summary>
    public Task<IReadOnlyList<SafetyItem>> OpenSafetyItemsAsync(Actor actor, CoachingCase of, CancellationToken cancellationToken) =>
        safety.OpenAsync(actor, of, cancellationToken);

    private async Task<IReadOnlyList<OpenSafetyItem>> SafetyOfAsync(Actor reader, string area, CancellationToken cancellationToken)
    {
        var open = await safety.OpenAsync(reader, area, cancellationToken);
        if (open.Count == 0) return [];
        var isLead = await LeadsAsync(reader, area, cancellationToken);
        var of = await ByIdAsync(reader, area, open.Select(one => one.CaseId), cancellationToken);
        return [.. open.Where(one => of.TryGetValue(one.CaseId, out var found) && SafetyItem.IsFor(found, reader.Name, isLead))
            .Select(one => new OpenSafetyItem(one, of[one.CaseId]))];
    }

    private async Task<bool> LeadsAsync(Actor reader, string area, CancellationToken cancellationToken) =>
        (await names.WithAsync(reader, area, Permission.AllocateCases, cancellationToken)).Any(one => one.ActorName == reader.Name);

    private async Task<IReadOnlyDictionary<Guid, CoachingCase>> ByIdAsync(
        Actor reader, string area, IEnumerable<Guid> ids, CancellationToken cancellationToken) => (await database.ReadAsync(
        reader, $"select {Columns} from casework.coaching_case where area = $1 and id = any ($2)", [area, ids.Distinct().ToArray()], Read,
        cancellationToken)).ToDictionary(one => one.Id);

    // Only whoever leads the team is asked.
    private async Task<IReadOnlyList<ExtensionToDecide>> ToDecideAsync(Actor reader, string area, CancellationToken cancellationToken)
    {
        var asked = await extensions.ToDecideAsync(reader, area, cancellationToken);
        if (asked.Count == 0 || !await LeadsAsync(reader, area, cancellationToken)) return [];
        var of = await ByIdAsync(reader, area, asked.Select(one => one.CaseId), cancellationToken);
        return [.. asked.Where(one => of.ContainsKey(one.CaseId)).Select(one => new ExtensionToDecide(one, of[one.CaseId]))];
    }

    /// <summary>The areas that have cases under way.</summary>
    public Task<IReadOnlyList<string>> AreasAsync(Actor actor, CancellationToken cancellationToken) => database.ReadAsync(
        actor, "select distinct area from casework.coaching_case where state in ('open', 'paused')", [], row => row.GetString(0), cancellationToken);

    /// <summary>The cases under way whose coach is none of these.</summary>
    public Task<IReadOnlyList<CoachingCase>> OfNobodyAsync(
        Actor actor, string area, IReadOnlyList<string> coaches, CancellationToken cancellationToken) => database.ReadAsync(
        actor, $"select {Columns} from casework.coaching_case where area = $1 and state in ('open', 'paused') and coach <> all ($2)",
        [area, coaches.ToArray()], Read, cancellationToken);

    /// <summary>How many people each coach of an area works with now, and who has coached a person before.</summary>
    public async Task<IReadOnlyDictionary<string, CoachSuggestion>> CoachesAsync(
        Actor actor, string area, Guid person, CancellationToken cancellationToken) => (await database.ReadAsync(
        actor,
        """
        select coach, (count(*) filter (where state in ('open', 'paused')))::int, bool_or(person_id = $2)
        from casework.coaching_case where area = $1 and coach is not null group by coach
        """,
        [area, person], row => new CoachSuggestion(row.GetString(0), row.GetInt32(1), row.GetBoolean(2)), cancellationToken))
        .ToDictionary(one => one.Coach);

    /// <summary>Keeps a case as it is after a step, with the step in its history.</summary>
    /// <param name="actor">Who takes the step.</param>
    /// <param name="now">The case after it, with the version it was seen in.</param>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>False where somebody changed the case since it was seen; then nothing is saved.</returns>
    public async Task<bool> SaveAsync(Actor actor, CoachingCase now, CaseStep step, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        var saved = await change.ReadAsync(
            """
            update casework.coaching_case
            set state_since = case when state = $4 then state_since else $5 end, state_by = case when state = $4 then state_by else $6 end,
              state = $4, state_reason = $7, state_note = $8, coach = $9, version = version + 1
            where area = $1 and id = $2 and version = $3 returning 1
            """,
            [now.Area, now.Id, now.Version, StoredKeys<CaseState>.Of(now.State), change.At, actor.Name, DbValue.Text(now.StateReason),
                DbValue.Text(now.StateNote), DbValue.Text(now.Coach)],
            _ => 0, cancellationToken);
        if (saved.Count == 0) return false;
        if (step.What == CaseStep.Kind.Closed) await AppointmentStore.CallOffAsync(change, now, cancellationToken);
        change.Write(
            """
            insert into casework.timeline_entry (area, id, case_id, kind, outcome, colleague, note, held_at, held_by, entered_at, entered_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9)
            """,
            now.Area, Guid.CreateVersion7(change.At), now.Id, StoredKeys<CaseStep.Kind>.Of(step.What), DbValue.Text(now.StateReason),
            DbValue.Text(step.Colleague), DbValue.Text(step.Note), change.At, actor.Name);
        audit.Record(change, now.Area, $"casework.{StoredKeys<CaseStep.Kind>.Of(step.What)}", now.ReferralId);
        await change.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Records that somebody looked at a person's case.</summary>
    public async Task RecordLookAsync(Actor actor, CoachingCase seen, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        audit.Record(change, seen.Area, "casework.read", seen.ReferralId);
        await change.CommitAsync(cancellationToken);
    }

    private static CoachingCase Read(NpgsqlDataReader row) => new()
    {
        Area = row.GetString(0),
        Id = row.GetGuid(1),
        ReferralId = row.GetGuid(2),
        PersonId = row.GetGuid(3),
        Reference = row.GetString(4),
        State = StoredKeys<CaseState>.Read(row.GetString(5)),
        StateSince = row.GetFieldValue<DateTimeOffset>(6),
        StateBy = row.GetString(7),
        StateReason = Text(row, 8),
        StateNote = Text(row, 9),
        Coach = Text(row, 10),
        Priority = StoredKeys<CasePriority>.Read(row.GetString(11)),
        PriorityBecause = row.GetFieldValue<string[]>(12),
        OpenedAt = row.GetFieldValue<DateTimeOffset>(13),
        Limit = row.IsDBNull(14) ? null : new(
            row.GetInt32(14), StoredKeys<LimitUnit>.Read(row.GetString(15)), StoredKeys<EvidenceLevel>.Read(row.GetString(16)), row.GetString(17)),
        EndsOn = row.IsDBNull(18) ? null : row.GetFieldValue<DateOnly>(18),
        Version = row.GetInt32(19),
        Attempts = row.GetInt32(20),
        FirstContactAt = row.IsDBNull(21) ? null : row.GetFieldValue<DateTimeOffset>(21),
        LastContactAt = row.IsDBNull(22) ? null : row.GetFieldValue<DateTimeOffset>(22),
        NextContactOn = row.IsDBNull(23) ? null : row.GetFieldValue<DateOnly>(23),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
