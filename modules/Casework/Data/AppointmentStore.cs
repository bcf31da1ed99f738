using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Casework.Contracts;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>What was said to have come of an appointment, with the next one, in one save.</summary>
internal sealed record AppointmentResult(AppointmentOutcome Outcome, string? Reason, string? Summary, NewAppointment? Next);

/// <summary>Books appointments and keeps what came of them.</summary>
internal sealed class AppointmentStore(Database database, IAuditTrail audit) : IAppointments
{
    private const int MaxListed = 200;

    private const string Columns =
        "area, id, case_id, coach, way, place, has_interpreter, begins_at, minutes, outcome, reason, summary, outcome_at, outcome_by, moved_to, number, " +
        "calendar_id, sequence";

    public async Task<Appointment?> FindAsync(Actor actor, CoachingCase of, Guid id, CancellationToken cancellationToken) => (await database.ReadAsync(
        actor, $"select {Columns} from casework.appointment where area = $1 and id = $2 and case_id = $3", [of.Area, id, of.Id], Read, cancellationToken))
        .SingleOrDefault();

    /// <summary>The appointment that took the place of one last; that one itself, where it was not moved.</summary>
    public async Task<Appointment> LastAsync(Actor actor, Appointment one, CancellationToken cancellationToken) => (await database.ReadAsync(
        actor,
        $"select {Columns} from casework.appointment where area = $1 and case_id = $2 and calendar_id = $3 order by sequence desc limit 1",
        [one.Area, one.CaseId, one.CalendarId], Read, cancellationToken)).Single();

    /// <summary>The appointments of a case, the newest first.</summary>
    public Task<IReadOnlyList<Appointment>> OfCaseAsync(Actor actor, CoachingCase of, CancellationToken cancellationToken) => database.ReadAsync(
        actor, $"select {Columns} from casework.appointment where area = $1 and case_id = $2 order by begins_at desc, id limit $3",
        [of.Area, of.Id, MaxListed], Read, cancellationToken);

    /// <summary>The appointments of a coach's cases that have no outcome yet and begin before a time, the earliest first.</summary>
    public Task<IReadOnlyList<Appointment>> OpenAsync(Actor actor, string area, DateTimeOffset before, CancellationToken cancellationToken) =>
        database.ReadAsync(
            actor,
            $"""
            select {string.Join(", ", Columns.Split(", ").Select(column => "a." + column))}
            from casework.appointment a
            join casework.coaching_case c on c.area = a.area and c.id = a.case_id
            where a.area = $1 and a.outcome is null and a.begins_at < $2 and c.coach = $3 and c.state in ('open', 'paused')
            order by a.begins_at, a.id limit $4
            """,
            [area, before, actor.Name, MaxListed], Read, cancellationToken);

    public async Task<IReadOnlyDictionary<(Guid Referral, int Number), AppointmentNotice>> FindAsync(
        Actor actor, IReadOnlyCollection<(string Area, Guid Referral, int Number)> which, CancellationToken cancellationToken) => (await database.ReadAsync(
        actor,
        $"""
        select {string.Join(", ", Columns.Split(", ").Select(column => "a." + column))}, c.referral_id,
          a.outcome is null and c.state in ('open', 'paused')
        from unnest($1, $2, $3) as r (area, referral_id, wanted)
        join casework.coaching_case c on c.area = r.area and c.referral_id = r.referral_id
        join casework.appointment a on a.area = c.area and a.case_id = c.id and a.number = r.wanted
        """,
        [which.Select(one => one.Area).ToArray(), which.Select(one => one.Referral).ToArray(), which.Select(one => (short)one.Number).ToArray()],
        row => (Referral: row.GetGuid(18), Notice: Read(row).Notice(row.GetBoolean(19))), cancellationToken))
        .ToDictionary(one => (one.Referral, one.Notice.Number), one => one.Notice);

    /// <summary>Books an appointment. The same one sent again books nothing.</summary>
    /// <returns>False where the coaching has ended meanwhile; then nothing is saved.</returns>
    public async Task<bool> BookAsync(Actor actor, CoachingCase of, NewAppointment appointment, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        if (!await HoldAsync(change, of, cancellationToken)) return false;
        if (await InsertAsync(change, of, appointment, before: null, cancellationToken) is { } booked)
            change.Publish(new AppointmentBooked(of.ReferralId, of.Area, booked));
        audit.Record(change, of.Area, "casework.appointment-booked", of.ReferralId);
        await change.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Calls off what is still to come of a case that is closed, in the same change.</summary>
    public static async Task CallOffAsync(Change change, CoachingCase of, CancellationToken cancellationToken)
    {
        var ended = await change.ReadAsync(
            $"""
            update casework.appointment set outcome = 'we-could-not', outcome_at = $3, outcome_by = $4
            where area = $1 and case_id = $2 and outcome is null and begins_at > $3 returning {Columns}
            """,
            [of.Area, of.Id, change.At, change.Actor.Name], Read, cancellationToken);
        foreach (var one in ended) change.Publish(new AppointmentCancelled(of.ReferralId, of.Area, one.Notice(stands: false), IsByPerson: false));
    }

    /// <summary>Keeps what came of an appointment and books the next one.</summary>
    /// <returns>False where it was said already; then nothing is saved.</returns>
    public async Task<bool> SettleAsync(Actor actor, CoachingCase of, Appointment shown, AppointmentResult result, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        if (!await HoldAsync(change, of, cancellationToken) && result.Next is not null) return false;
        var saved = await change.ReadAsync(
            """
            update casework.appointment
            set outcome = $4, reason = $5, summary = $6, outcome_at = $7, outcome_by = $8, moved_to = $9
            where area = $1 and id = $2 and case_id = $3 and outcome is null returning 1
            """,
            [of.Area, shown.Id, of.Id, StoredKeys<AppointmentOutcome>.Of(result.Outcome), DbValue.Text(result.Reason), DbValue.Text(result.Summary), change.At,
                actor.Name, DbValue.Id(result.Outcome == AppointmentOutcome.Moved ? result.Next!.Id : null)],
            _ => 0, cancellationToken);
        if (saved.Count == 0) return false;
        var next = result.Next is { } wanted ? await InsertAsync(
            change, of, wanted, result.Outcome == AppointmentOutcome.Moved ? shown : null, cancellationToken) : null;
        Say(change, of, shown, result.Outcome, next);
        change.Write(
            """
            insert into casework.timeline_entry (area, id, case_id, kind, outcome, note, held_at, held_by, entered_at, entered_by)
            values ($1, $2, $3, 'appointment', $4, $5, $6, $7, $8, $9)
            """,
            of.Area, Guid.CreateVersion7(change.At), of.Id, StoredKeys<AppointmentOutcome>.Of(result.Outcome),
            DbValue.Text(result.Summary ?? result.Reason), Min(shown.BeginsAt, change.At), shown.Coach, change.At, actor.Name);
        if (Appointment.IsMet(result.Outcome)) Reach(change, of, shown.BeginsAt);
        audit.Record(change, of.Area, "casework.appointment-settled", of.ReferralId);
        await change.CommitAsync(cancellationToken);
        return true;
    }

    // Whoever met the person has reached them, and what was due before the meeting is done.
    private static void Reach(Change change, CoachingCase of, DateTimeOffset at)
    {
        change.Write(
            """
            update casework.coaching_case
            set first_contact_at = least(first_contact_at, $3), last_contact_at = greatest(last_contact_at, $3),
              next_contact_on = case when next_contact_on <= $4 then null else next_contact_on end
            where area = $1 and id = $2
            """,
            of.Area, of.Id, at, LondonTime.DateOf(at));
        if (of.FirstContactAt is null) change.Publish(new FirstContactMade(of.ReferralId, of.Area));
    }

    // What the person has to hear of, whoever settled it. Of one that was to be by now they know.
    private static void Say(Change change, CoachingCase of, Appointment shown, AppointmentOutcome outcome, AppointmentNotice? next, bool isByPerson = false)
    {
        if (outcome == AppointmentOutcome.Moved && next is not null)
        {
            change.Publish(new AppointmentMoved(of.ReferralId, of.Area, shown.Number, next));
            return;
        }
        if (outcome == AppointmentOutcome.DidNotAttend) change.Publish(new AppointmentMissed(of.ReferralId, of.Area, shown.Notice(stands: false)));
        else if (shown.BeginsAt > change.At)
            change.Publish(new AppointmentCancelled(of.ReferralId, of.Area, shown.Notice(stands: false), isByPerson));
        // After what was missed: whoever has a new appointment need not be asked to make one.
        if (next is not null) change.Publish(new AppointmentBooked(of.ReferralId, of.Area, next));
    }

    // Under a lock of the case, so that its end comes before or after, and two appointments never get one number.
    private static async Task<bool> HoldAsync(Change change, CoachingCase of, CancellationToken cancellationToken) => (await change.ReadAsync(
        "select state in ('open', 'paused') from casework.coaching_case where area = $1 and id = $2 for no key update", [of.Area, of.Id],
        row => row.GetBoolean(0), cancellationToken)).SingleOrDefault();

    private static async Task<AppointmentNotice?> InsertAsync(
        Change change, CoachingCase of, NewAppointment one, Appointment? before, CancellationToken cancellationToken) => (await change.ReadAsync(
        $"""
        insert into casework.appointment (area, id, case_id, coach, way, place, has_interpreter, begins_at, minutes, booked_at, booked_by, number, calendar_id,
          sequence)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
          (select coalesce(max(number), 0) + 1 from casework.appointment where area = $1 and case_id = $3), $12, $13)
        on conflict (area, id) do nothing returning {Columns}
        """,
        [of.Area, one.Id, of.Id, of.Coach ?? change.Actor.Name, StoredKeys<AppointmentWay>.Of(one.Way), DbValue.Text(one.Place), one.HasInterpreter,
            one.BeginsAt, one.Minutes, change.At, change.Actor.Name, before?.CalendarId ?? one.Id, before is null ? 0 : before.Sequence + 1],
        Read, cancellationToken)).SingleOrDefault()?.Notice(stands: true);

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static Appointment Read(NpgsqlDataReader row) => new()
    {
        Area = row.GetString(0),
        Id = row.GetGuid(1),
        CaseId = row.GetGuid(2),
        Coach = row.GetString(3),
        Way = StoredKeys<AppointmentWay>.Read(row.GetString(4)),
        Place = row.IsDBNull(5) ? null : row.GetString(5),
        HasInterpreter = row.GetBoolean(6),
        BeginsAt = row.GetFieldValue<DateTimeOffset>(7),
        Minutes = row.GetInt32(8),
        Outcome = row.IsDBNull(9) ? null : StoredKeys<AppointmentOutcome>.Read(row.GetString(9)),
        Reason = row.IsDBNull(10) ? null : row.GetString(10),
        Summary = row.IsDBNull(11) ? null : row.GetString(11),
        OutcomeAt = row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12),
        OutcomeBy = row.IsDBNull(13) ? null : row.GetString(13),
        MovedTo = row.IsDBNull(14) ? null : row.GetGuid(14),
        Number = row.GetInt16(15),
        CalendarId = row.GetGuid(16),
        Sequence = row.GetInt32(17),
    };
}
