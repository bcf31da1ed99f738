using Npgsql;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>Reads and settles the reviews of plans.</summary>
internal sealed class ReviewStore(Database database, PlanStore plans, IAreaCatalogue catalogue)
{
    private const int MaxListed = 500;

    private const string Columns = "r.id, r.case_id, r.first_due_on, r.due_on, r.window_days, r.moved_because, r.outcome, r.held_on, r.note, r.version";

    /// <summary>The rule of an area as it is now.</summary>
    public ReviewRule RuleOf(string area) => ReviewRule.Of(catalogue, area);

    /// <summary>The reviews of a case, the newest first.</summary>
    public Task<IReadOnlyList<PlanReview>> OfCaseAsync(Actor actor, CoachingCase of, CancellationToken cancellationToken) => database.ReadAsync(
        actor, $"select {Columns} from casework.plan_review r where r.area = $1 and r.case_id = $2 order by r.first_due_on desc, r.id limit $3",
        [of.Area, of.Id, MaxListed], Read, cancellationToken);

    public async Task<PlanReview?> FindAsync(Actor actor, CoachingCase of, Guid id, CancellationToken cancellationToken) => (await database.ReadAsync(
        actor, $"select {Columns} from casework.plan_review r where r.area = $1 and r.case_id = $2 and r.id = $3", [of.Area, of.Id, id], Read,
        cancellationToken)).SingleOrDefault();

    /// <summary>The reviews of a coach's open cases whose window has opened, the earliest first.</summary>
    public Task<IReadOnlyList<PlanReview>> DueAsync(Actor coach, string area, DateOnly today, CancellationToken cancellationToken) => database.ReadAsync(
        coach,
        $"""
        select {Columns} from casework.plan_review r
        join casework.coaching_case c on c.area = r.area and c.id = r.case_id
        where r.area = $1 and r.outcome is null and r.due_on - r.window_days <= $2 and c.coach = $3 and c.state = 'open'
        order by r.due_on, r.id limit $4
        """,
        [area, today, coach.Name, MaxListed], Read, cancellationToken);

    /// <summary>Moves a review to another day. Its first day stays.</summary>
    public Task<PlanSave> MoveAsync(
        Actor actor, CoachingCase of, PlanReview shown, DateOnly to, string because, CancellationToken cancellationToken) => plans.ChangeAsync(
        actor, of, new("plan-review", "moved", because), async change => (await change.ReadAsync(
            """
            update casework.plan_review set due_on = $5, moved_because = $6, version = version + 1
            where area = $1 and case_id = $2 and id = $3 and version = $4 and outcome is null returning 1
            """,
            [of.Area, of.Id, shown.Id, shown.Version, to, because], _ => 0, cancellationToken)).Count == 1, cancellationToken);

    /// <summary>Keeps what came of a review, and begins the next one unless the plan is done.</summary>
    public Task<PlanSave> SettleAsync(
        Actor actor, CoachingCase of, PlanReview shown, ReviewOutcome outcome, DateOnly heldOn, string? note, CancellationToken cancellationToken) =>
        plans.ChangeAsync(actor, of, new("plan-review", StoredKeys<ReviewOutcome>.Of(outcome), note), async change =>
        {
            var saved = await change.ReadAsync(
                """
                update casework.plan_review
                set outcome = $5, held_on = $6, held_by = $7, note = $8, settled_at = $9, version = version + 1
                where area = $1 and case_id = $2 and id = $3 and version = $4 and outcome is null returning 1
                """,
                [of.Area, of.Id, shown.Id, shown.Version, StoredKeys<ReviewOutcome>.Of(outcome), heldOn, actor.Name, DbValue.Text(note), change.At],
                _ => 0, cancellationToken);
            if (saved.Count == 0) return false;
            if (outcome != ReviewOutcome.Finished) Begin(change, of, RuleOf(of.Area), heldOn);
            return true;
        }, cancellationToken);

    /// <summary>Sets the day of the next review, unless one is to come already.</summary>
    /// <param name="change">The change.</param>
    /// <param name="of">The case.</param>
    /// <param name="rule">The area's rule.</param>
    /// <param name="from">The day of the last review, or on which the plan began.</param>
    public static void Begin(Change change, CoachingCase of, ReviewRule rule, DateOnly from) => change.Write(
        """
        insert into casework.plan_review (area, id, case_id, first_due_on, due_on, window_days, version) values ($1, $2, $3, $4, $4, $5, 1)
        on conflict (area, case_id) where outcome is null do nothing
        """,
        of.Area, Guid.CreateVersion7(change.At), of.Id, rule.NextAfter(from), rule.WindowDays);

    private static PlanReview Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        CaseId = row.GetGuid(1),
        FirstDueOn = row.GetFieldValue<DateOnly>(2),
        DueOn = row.GetFieldValue<DateOnly>(3),
        WindowDays = row.GetInt32(4),
        MovedBecause = row.IsDBNull(5) ? null : row.GetString(5),
        Outcome = row.IsDBNull(6) ? null : StoredKeys<ReviewOutcome>.Read(row.GetString(6)),
        HeldOn = row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7),
        Note = row.IsDBNull(8) ? null : row.GetString(8),
        Version = row.GetInt32(9),
    };
}
