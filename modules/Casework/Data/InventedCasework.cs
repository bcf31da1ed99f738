using WorkWell.Access.Contracts;
using WorkWell.Casework.Contracts;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>Writes the past of invented people. It touches nobody else: the host calls it in a demonstration only, and a real person stops it.</summary>
internal sealed class InventedCasework(Database database, RealPeople real) : IInventedCasework
{
    private static readonly Actor Teller = Actor.Job("casework.demonstration");

    public async Task TellAsync(string reference, InventedStory story, CancellationToken cancellationToken)
    {
        if (await real.ExistAsync(cancellationToken)) return;
        await using var change = database.Begin(Teller);
        var found = await change.ReadAsync(
            "select area, id from casework.coaching_case where reference = $1 and state = 'waiting' and version = 1 for update",
            [reference], row => (Area: row.GetString(0), Id: row.GetGuid(1)), cancellationToken);
        if (found is not [var (area, id)]) return;

        var openedAt = change.At.AddDays(-story.DaysAgo);
        var taken = openedAt.AddHours(3) < change.At ? openedAt.AddHours(3) : change.At;
        Add(change, area, id, StoredKeys<CaseStep.Kind>.Of(CaseStep.Kind.Taken), null, null, null, taken, story.Coach);
        var (attempts, first, last) = Contacts(change, area, id, story);
        var state = story.ClosedBecause is not null ? CaseState.Closed : story.PausedBecause is not null ? CaseState.Paused : CaseState.Open;
        var since = state == CaseState.Open ? taken : last ?? taken;
        if (state != CaseState.Open)
            Add(change, area, id, StoredKeys<CaseState>.Of(state), story.ClosedBecause ?? story.PausedBecause, null, null, since.AddMinutes(5), story.Coach);
        change.Write(
            """
            update casework.coaching_case
            set ends_on = ends_on - $3, opened_at = $4, state = $5, state_since = $6, state_by = $7, state_reason = $8, coach = $7, attempts = $9,
              first_contact_at = $10, last_contact_at = $11, next_contact_on = $12, version = version + 1
            where area = $1 and id = $2
            """,
            area, id, story.DaysAgo, openedAt, StoredKeys<CaseState>.Of(state), since, story.Coach,
            DbValue.Text(story.ClosedBecause ?? story.PausedBecause), attempts, DbValue.Instant(first), DbValue.Instant(last),
            DbValue.Day(story.NextInDays is { } days ? LondonTime.DateOf(change.At).AddDays(days) : null));
        foreach (var meeting in story.Appointments)
        {
            change.Write(
                """
                insert into casework.appointment (area, id, case_id, coach, way, place, has_interpreter, begins_at, minutes, booked_at, booked_by,
                  number, calendar_id)
                select $1, $2, $3, $4, $5, $6, false, $7, 45, $8, $4, coalesce(max(number), 0) + 1, $2
                from casework.appointment where area = $1 and case_id = $3
                """,
                area, Guid.CreateVersion7(change.At), id, story.Coach, StoredKeys<AppointmentWay>.Of(StoredKeys<AppointmentWay>.Read(meeting.Way)),
                DbValue.Text(meeting.Place), LondonTime.At(LondonTime.DateOf(change.At).AddDays(meeting.InDays), meeting.At), since);
        }
        Plan(change, area, id, story, taken);
        await change.CommitAsync(cancellationToken);
    }

    private static void Plan(Change change, string area, Guid id, InventedStory story, DateTimeOffset began)
    {
        var today = LondonTime.DateOf(change.At);
        foreach (var (number, goal) in story.Goals.Index())
        {
            var goalId = Guid.CreateVersion7(change.At);
            change.Write(
                """
                insert into casework.goal (area, id, case_id, words, barrier, state, set_at, version) values ($1, $2, $3, $4, $5, 'open', $6, 1)
                """,
                area, goalId, id, goal.Words, DbValue.Text(goal.Barrier), began.AddSeconds(number + 1));
            Add(change, area, id, "goal", "added", null, goal.Words, began.AddSeconds(number + 1), story.Coach);
            foreach (var (place, step) in goal.Steps.Index())
            {
                var state = StoredKeys<StepState>.Read(step.State);
                change.Write(
                    """
                    insert into casework.plan_step (area, id, case_id, goal_id, place, words, who, first_due_on, due_on, state, ended_at, version)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, 1)
                    """,
                    area, Guid.CreateVersion7(change.At), id, goalId, place + 1, step.Words, StoredKeys<StepDoer>.Of(StoredKeys<StepDoer>.Read(step.Who)),
                    today.AddDays(step.InDays), StoredKeys<StepState>.Of(state), DbValue.Instant(state == StepState.Open ? null : change.At));
            }
        }
        foreach (var review in story.Reviews)
        {
            var on = today.AddDays(review.InDays);
            var isHeld = review.Outcome is not null;
            change.Write(
                """
                insert into casework.plan_review (
                  area, id, case_id, first_due_on, due_on, window_days, outcome, held_on, held_by, note, settled_at, version)
                values ($1, $2, $3, $4, $4, 7, $5, $6, $7, $8, $9, 1)
                """,
                area, Guid.CreateVersion7(change.At), id, on, DbValue.Text(review.Outcome), DbValue.Day(isHeld ? on : null),
                DbValue.Text(isHeld ? story.Coach : null), DbValue.Text(review.Note),
                DbValue.Instant(isHeld ? LondonTime.At(on, new TimeOnly(14, 0)) : null));
            if (review.Outcome is { } outcome)
                Add(change, area, id, "plan-review", outcome, null, review.Note, LondonTime.At(on, new TimeOnly(14, 0)), story.Coach);
        }
    }

    private static (int Attempts, DateTimeOffset? First, DateTimeOffset? Last) Contacts(Change change, string area, Guid id, InventedStory story)
    {
        var attempts = 0;
        DateTimeOffset? first = null, last = null;
        foreach (var contact in story.Contacts)
        {
            var at = LondonTime.At(LondonTime.DateOf(change.At).AddDays(-contact.DaysAgo), contact.At);
            var isReached = SafeContact.IsReached(StoredKeys<ContactOutcome>.Read(contact.Outcome));
            int? attempt = first is null && !isReached ? ++attempts : null;
            Add(change, area, id, StoredKeys<ContactWay>.Of(StoredKeys<ContactWay>.Read(contact.Way)), contact.Outcome, attempt, contact.Note, at, story.Coach);
            if (!isReached) continue;
            first ??= at;
            last = at;
        }
        return (attempts, first, last);
    }

    private static void Add(
        Change change, string area, Guid id, string kind, string? outcome, int? attempt, string? note, DateTimeOffset at, string coach) => change.Write(
        """
        insert into casework.timeline_entry (area, id, case_id, kind, outcome, attempt, note, held_at, held_by, entered_at, entered_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9)
        """,
        area, Guid.CreateVersion7(at), id, kind, DbValue.Text(outcome), DbValue.Number(attempt), DbValue.Text(note), at, coach);
}
