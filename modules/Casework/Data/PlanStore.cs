using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>How saving a part of a plan went.</summary>
internal enum PlanSave
{
    /// <summary>It is saved.</summary>
    Saved,

    /// <summary>Somebody else saved it meanwhile; nothing is saved.</summary>
    Stale,

    /// <summary>The case is not under way any more; nothing is saved.</summary>
    CaseOver,
}

/// <summary>What the history says of a change to a plan.</summary>
/// <param name="Kind">The part of the plan, as a code; the audit trail has it too.</param>
/// <param name="What">What happened, as a code; null: nothing that the history tells.</param>
/// <param name="Note">The words.</param>
/// <param name="Action">The action in the audit trail; null: that the part was saved.</param>
internal sealed record PlanEntry(string Kind, string? What, string? Note, string? Action = null);

/// <summary>Reads and changes the plans of people: goals, steps and adjustments.</summary>
internal sealed class PlanStore(Database database, IAuditTrail audit, IAreaCatalogue catalogue)
{
    private const string Goals = "select id, words, barrier, state, version from casework.goal where area = $1 and case_id = $2";

    private const string Adjustments = "select id, kind, words, state, version from casework.adjustment where area = $1 and case_id = $2";

    /// <summary>The goals of a case, the first first.</summary>
    public Task<IReadOnlyList<Goal>> GoalsAsync(Actor actor, CoachingCase of, CancellationToken cancellationToken) =>
        database.ReadAsync(actor, Goals + " order by set_at, id", [of.Area, of.Id], ReadGoal, cancellationToken);

    /// <summary>The steps of a case, those of each goal in order.</summary>
    public Task<IReadOnlyList<PlanStep>> StepsAsync(Actor actor, CoachingCase of, CancellationToken cancellationToken) =>
        database.ReadAsync(
            actor,
            """
            select id, goal_id, words, who, due_on, first_due_on, state, version from casework.plan_step
            where area = $1 and case_id = $2 order by goal_id, place, id
            """,
            [of.Area, of.Id], ReadStep, cancellationToken);

    /// <summary>The adjustments of a case, the first first.</summary>
    public Task<IReadOnlyList<Adjustment>> AdjustmentsAsync(Actor actor, CoachingCase of, CancellationToken cancellationToken) =>
        database.ReadAsync(actor, Adjustments + " order by set_at, id", [of.Area, of.Id], ReadAdjustment, cancellationToken);

    public async Task<Goal?> FindGoalAsync(Actor actor, CoachingCase of, Guid id, CancellationToken cancellationToken) =>
        (await database.ReadAsync(actor, Goals + " and id = $3", [of.Area, of.Id, id], ReadGoal, cancellationToken)).SingleOrDefault();

    public async Task<Adjustment?> FindAdjustmentAsync(Actor actor, CoachingCase of, Guid id, CancellationToken cancellationToken) =>
        (await database.ReadAsync(actor, Adjustments + " and id = $3", [of.Area, of.Id, id], ReadAdjustment, cancellationToken)).SingleOrDefault();

    /// <summary>Saves a goal as it is to be.</summary>
    /// <param name="actor">Who saves it.</param>
    /// <param name="of">The case.</param>
    /// <param name="before">The goal as it was seen; null: it is new.</param>
    /// <param name="after">The goal as it is to be.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    public Task<PlanSave> SaveAsync(Actor actor, CoachingCase of, Goal? before, Goal after, CancellationToken cancellationToken) => ChangeAsync(
        actor, of, new("goal", Goal.WhatChanged(before, after), after.Words), async change =>
        {
            if (!await WriteAsync(change, of, before, after, cancellationToken)) return false;
            if (before is null) BeginReviews(change, of);
            return true;
        }, cancellationToken);

    /// <summary>Saves a step as it is to be.</summary>
    /// <param name="actor">Who saves it.</param>
    /// <param name="of">The case.</param>
    /// <param name="before">The step as it was seen; null: it is new.</param>
    /// <param name="after">The step as it is to be.</param>
    /// <param name="newGoal">The goal that it begins; null: the case has it already.</param>
    /// <param name="place">Its new place among the steps of its goal, from 1; null: it stays where it is, and a new one comes last.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    public Task<PlanSave> SaveAsync(
        Actor actor, CoachingCase of, PlanStep? before, PlanStep after, Goal? newGoal, int? place, CancellationToken cancellationToken) =>
        ChangeAsync(actor, of, new("plan-step", PlanStep.WhatChanged(before, after), after.Words), async change =>
        {
            if (newGoal is not null)
            {
                if (!await WriteAsync(change, of, null, newGoal, cancellationToken)) return false;
                Tell(change, of, new("goal", "added", newGoal.Words));
                BeginReviews(change, of);
            }
            if (!await WriteAsync(change, of, before, after, cancellationToken)) return false;
            if (place is { } to) Order(change, of, after, to);
            return true;
        }, cancellationToken);

    /// <summary>Saves an adjustment as it is to be.</summary>
    /// <param name="actor">Who saves it.</param>
    /// <param name="of">The case.</param>
    /// <param name="before">The adjustment as it was seen; null: it is new.</param>
    /// <param name="after">The adjustment as it is to be.</param>
    /// <param name="says">What the history says of it.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    public Task<PlanSave> SaveAsync(
        Actor actor, CoachingCase of, Adjustment? before, Adjustment after, string says, CancellationToken cancellationToken) => ChangeAsync(
        actor, of, new("adjustment", Adjustment.WhatChanged(before, after), says), change => WriteAsync(change, of, before, after, cancellationToken),
        cancellationToken);

    /// <summary>Changes something of a plan and tells the history and the audit trail. The case ends before it or after it, never between.</summary>
    /// <param name="actor">Who changes it.</param>
    /// <param name="of">The case.</param>
    /// <param name="entry">What the history says.</param>
    /// <param name="writeAsync">Writes the change; false where somebody else was faster.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    public async Task<PlanSave> ChangeAsync(
        Actor actor, CoachingCase of, PlanEntry entry, Func<Change, Task<bool>> writeAsync, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        var isUnderWay = await change.ReadAsync(
            "select state in ('open', 'paused') from casework.coaching_case where area = $1 and id = $2 for update", [of.Area, of.Id],
            row => row.GetBoolean(0), cancellationToken);
        if (isUnderWay is not [true]) return PlanSave.CaseOver;
        if (!await writeAsync(change)) return PlanSave.Stale;
        if (entry.What is not null) Tell(change, of, entry);
        audit.Record(change, of.Area, entry.Action ?? $"casework.{entry.Kind}-saved", of.ReferralId);
        await change.CommitAsync(cancellationToken);
        return PlanSave.Saved;
    }

    private static async Task<bool> WriteAsync(Change change, CoachingCase of, Goal? before, Goal after, CancellationToken cancellationToken) =>
        (before is null
            ? await change.ReadAsync(
                """
                insert into casework.goal (area, case_id, id, words, barrier, state, set_at, version) values ($1, $2, $3, $4, $5, $6, $7, 1)
                on conflict (area, id) do nothing returning 1
                """,
                [of.Area, of.Id, after.Id, after.Words, DbValue.Text(after.Barrier), StoredKeys<GoalState>.Of(after.State), change.At], _ => 0,
                cancellationToken)
            : await change.ReadAsync(
                """
                update casework.goal set words = $5, barrier = $6, state = $7, version = version + 1
                where area = $1 and case_id = $2 and id = $3 and version = $4 returning 1
                """,
                [of.Area, of.Id, after.Id, before.Version, after.Words, DbValue.Text(after.Barrier), StoredKeys<GoalState>.Of(after.State)], _ => 0,
                cancellationToken)).Count == 1;

    private static async Task<bool> WriteAsync(Change change, CoachingCase of, PlanStep? before, PlanStep after, CancellationToken cancellationToken)
    {
        DateTimeOffset? ended = after.State == StepState.Open ? null : change.At;
        return (before is null
            ? await change.ReadAsync(
                """
                insert into casework.plan_step (area, case_id, id, goal_id, place, words, who, first_due_on, due_on, state, ended_at, version)
                select $1, $2, $3, $4, 1 + coalesce(max(place), 0), $5, $6, $7, $7, $8, $9, 1
                from casework.plan_step where area = $1 and case_id = $2 and goal_id = $4
                on conflict (area, id) do nothing returning 1
                """,
                [of.Area, of.Id, after.Id, after.GoalId, after.Words, StoredKeys<StepDoer>.Of(after.Who), after.DueOn, StoredKeys<StepState>.Of(after.State),
                    DbValue.Instant(ended)],
                _ => 0, cancellationToken)
            // first_due_on is never among what is changed.
            : await change.ReadAsync(
                """
                update casework.plan_step
                set words = $5, who = $6, due_on = $7, ended_at = case when state = $8 then ended_at else $9 end, state = $8, version = version + 1
                where area = $1 and case_id = $2 and id = $3 and version = $4 returning 1
                """,
                [of.Area, of.Id, after.Id, before.Version, after.Words, StoredKeys<StepDoer>.Of(after.Who), after.DueOn, StoredKeys<StepState>.Of(after.State),
                    DbValue.Instant(ended)],
                _ => 0, cancellationToken)).Count == 1;
    }

    private static async Task<bool> WriteAsync(Change change, CoachingCase of, Adjustment? before, Adjustment after, CancellationToken cancellationToken) =>
        (before is null
            ? await change.ReadAsync(
                """
                insert into casework.adjustment (area, case_id, id, kind, words, state, set_at, version) values ($1, $2, $3, $4, $5, $6, $7, 1)
                on conflict (area, id) do nothing returning 1
                """,
                [of.Area, of.Id, after.Id, StoredKeys<AdjustmentKind>.Of(after.Kind), DbValue.Text(after.Words), StoredKeys<AdjustmentState>.Of(after.State),
                    change.At],
                _ => 0, cancellationToken)
            : await change.ReadAsync(
                """
                update casework.adjustment set kind = $5, words = $6, state = $7, version = version + 1
                where area = $1 and case_id = $2 and id = $3 and version = $4 returning 1
                """,
                [of.Area, of.Id, after.Id, before.Version, StoredKeys<AdjustmentKind>.Of(after.Kind), DbValue.Text(after.Words),
                    StoredKeys<AdjustmentState>.Of(after.State)],
                _ => 0, cancellationToken)).Count == 1;

    // A plan that has a goal is looked at.
    private void BeginReviews(Change change, CoachingCase of) => ReviewStore.Begin(
        change, of, ReviewRule.Of(catalogue, of.Area), LondonTime.DateOf(change.At));

    // The others keep their order and make room.
    private static void Order(Change change, CoachingCase of, PlanStep one, int place) => change.Write(
        """
        with others as (
          select id, row_number() over (order by place, id) as number from casework.plan_step
          where area = $1 and case_id = $2 and goal_id = $3 and id <> $4)
        update casework.plan_step step
        set place = case when step.id = $4 then $5 else (select number + (number >= $5)::int from others where others.id = step.id) end
        where area = $1 and case_id = $2 and goal_id = $3
        """,
        of.Area, of.Id, one.GoalId, one.Id, place);

    /// <summary>Adds an entry to the history of a case.</summary>
    public static void Tell(Change change, CoachingCase of, PlanEntry entry) => change.Write(
        """
        insert into casework.timeline_entry (area, id, case_id, kind, outcome, note, held_at, held_by, entered_at, entered_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)
        """,
        of.Area, Guid.CreateVersion7(change.At), of.Id, entry.Kind, DbValue.Text(entry.What), DbValue.Text(entry.Note), change.At, change.Actor.Name);

    private static Goal ReadGoal(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Words = row.GetString(1),
        Barrier = row.IsDBNull(2) ? null : row.GetString(2),
        State = StoredKeys<GoalState>.Read(row.GetString(3)),
        Version = row.GetInt32(4),
    };

    private static PlanStep ReadStep(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        GoalId = row.GetGuid(1),
        Words = row.GetString(2),
        Who = StoredKeys<StepDoer>.Read(row.GetString(3)),
        DueOn = row.GetFieldValue<DateOnly>(4),
        FirstDueOn = row.GetFieldValue<DateOnly>(5),
        State = StoredKeys<StepState>.Read(row.GetString(6)),
        Version = row.GetInt32(7),
    };

    private static Adjustment ReadAdjustment(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Kind = StoredKeys<AdjustmentKind>.Read(row.GetString(1)),
        Words = row.IsDBNull(2) ? null : row.GetString(2),
        State = StoredKeys<AdjustmentState>.Read(row.GetString(3)),
        Version = row.GetInt32(4),
    };
}
