using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>A task of the team.</summary>
internal sealed record TeamTask
{
    public required Guid Id { get; init; }

    public required string Area { get; init; }

    public required string Code { get; init; }

    public required string Description { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required Guid? ReferralId { get; init; }

    public required string? AssignedTo { get; init; }

    public required string? Note { get; init; }

    public required DateTimeOffset? ClosedAt { get; init; }

    public required string? ClosedBy { get; init; }

    public required string? Outcome { get; init; }

    /// <summary>Whether only the work itself ends it, on the person's page, where it is said what was done.</summary>
    public bool EndsOnPersonsPage => Code == TaskDueDay.SafetyItem;

    public bool IsUrgent => TaskDueDay.IsUrgent(Code);
}

/// <summary>Reads and changes the tasks of a team, one at a time.</summary>
internal sealed class TaskStore(Database database, IAuditTrail audit)
{
    /// <summary>How many tasks a list shows; whoever has more open ones needs more people, not a longer list.</summary>
    public const int MaxListed = 500;

    /// <summary>How long somebody may take back that a task was done.</summary>
    public static TimeSpan UndoWithin { get; } = TimeSpan.FromDays(7);

    private const string Columns = "id, area, code, description, opened_at, referral_id, assigned_to, note, closed_at, closed_by, outcome";

    public async Task<int> CountOpenAsync(Actor actor, CancellationToken cancellationToken) => (int)(await database.ReadAsync(
        actor, "select count(*) from follow_ups.task where closed_at is null and area = any ($1)", [actor.Areas.ToArray()], row => row.GetInt64(0),
        cancellationToken))[0];

    /// <summary>The open tasks of an area: urgent ones first, then the oldest.</summary>
    public Task<IReadOnlyList<TeamTask>> OpenAsync(Actor actor, string area, CancellationToken cancellationToken) => database.ReadAsync(
        actor, $"select {Columns} from follow_ups.task where area = $1 and closed_at is null order by code <> all ($2), id limit $3",
        [area, TaskDueDay.UrgentCodes.ToArray(), MaxListed], Read, cancellationToken);

    /// <summary>The tasks that people closed lately, the newest first.</summary>
    public Task<IReadOnlyList<TeamTask>> ClosedAsync(Actor actor, string area, DateTimeOffset since, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        $"select {Columns} from follow_ups.task where area = $1 and closed_at >= $2 and closed_by like 'staff:%' order by closed_at desc limit $3",
        [area, since, MaxListed], Read, cancellationToken);

    public async Task<TeamTask?> FindAsync(Actor actor, string area, Guid id, CancellationToken cancellationToken) => (await database.ReadAsync(
        actor, $"select {Columns} from follow_ups.task where area = $1 and id = $2", [area, id], Read, cancellationToken)).SingleOrDefault();

    /// <summary>Gives an open task to somebody. Whoever gives it says whom they saw it with, so that of two who take it at once the second is told.</summary>
    /// <returns>False where it is closed, or somebody else has it by now.</returns>
    public Task<bool> AssignAsync(Actor actor, TeamTask seen, string to, string? note, CancellationToken cancellationToken) => ChangeAsync(
        actor, seen, to == actor.Name ? "follow-ups.task-taken" : "follow-ups.task-handed-over",
        """
        update follow_ups.task set assigned_to = $3, assigned_at = $4, note = coalesce($5, note)
        where area = $1 and id = $2 and closed_at is null and assigned_to is not distinct from $6 returning 1
        """,
        at => [seen.Area, seen.Id, to, at, DbValue.Text(note), DbValue.Text(seen.AssignedTo)], cancellationToken);

    /// <summary>Closes a task.</summary>
    /// <returns>False where it is closed already, or only the work itself ends it.</returns>
    public Task<bool> CloseAsync(Actor actor, TeamTask seen, string outcome, string? note, CancellationToken cancellationToken) => ChangeAsync(
        actor, seen, "follow-ups.task-closed",
        """
        update follow_ups.task set closed_at = $3, closed_by = $4, outcome = $5, note = coalesce($6, note)
        where area = $1 and id = $2 and closed_at is null and code <> $7 returning 1
        """,
        at => [seen.Area, seen.Id, at, actor.Name, outcome, DbValue.Text(note), TaskDueDay.SafetyItem], cancellationToken);

    /// <summary>Takes back that a task was done. What the work itself closed, such as an ended referral, stays closed.</summary>
    /// <returns>False where it is open, was closed by the work, or too long ago.</returns>
    public Task<bool> ReopenAsync(Actor actor, TeamTask seen, CancellationToken cancellationToken) => ChangeAsync(
        actor, seen, "follow-ups.task-reopened",
        """
        update follow_ups.task set closed_at = null, closed_by = null, outcome = null
        where area = $1 and id = $2 and closed_by like 'staff:%' and closed_at >= $3 and code <> $4 returning 1
        """,
        at => [seen.Area, seen.Id, at - UndoWithin, TaskDueDay.SafetyItem], cancellationToken);

    /// <summary>Records that somebody saw a task and whose referral it is about.</summary>
    public async Task RecordLookAsync(Actor actor, TeamTask seen, CancellationToken cancellationToken)
    {
        if (seen.ReferralId is not { } referral) return;
        await using var change = database.Begin(actor);
        audit.Record(change, seen.Area, "follow-ups.task-read", referral);
        await change.CommitAsync(cancellationToken);
    }

    private async Task<bool> ChangeAsync(
        Actor actor, TeamTask seen, string action, string sql, Func<DateTimeOffset, object?[]> parameters, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        var changed = await change.ReadAsync(sql, parameters(change.At), _ => 0, cancellationToken);
        if (changed.Count == 0) return false;
        audit.Record(change, seen.Area, action, seen.Id);
        await change.CommitAsync(cancellationToken);
        return true;
    }

    private static TeamTask Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Area = row.GetString(1),
        Code = row.GetString(2),
        Description = row.GetString(3),
        OpenedAt = row.GetFieldValue<DateTimeOffset>(4),
        ReferralId = row.IsDBNull(5) ? null : row.GetGuid(5),
        AssignedTo = row.IsDBNull(6) ? null : row.GetString(6),
        Note = row.IsDBNull(7) ? null : row.GetString(7),
        ClosedAt = row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
        ClosedBy = row.IsDBNull(9) ? null : row.GetString(9),
        Outcome = row.IsDBNull(10) ? null : row.GetString(10),
    };
}
