using System.Globalization;
using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Casework.Contracts;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>One entry of a case's history.</summary>
internal sealed record TimelineEntry
{
    public required Guid Id { get; init; }

    /// <summary>A way of contact or a step of the case, as a code.</summary>
    public required string Kind { get; init; }

    public required string? Outcome { get; init; }

    public required string? Colleague { get; init; }

    public required int? Attempt { get; init; }

    public required string? Note { get; init; }

    public required DateTimeOffset HeldAt { get; init; }

    public required string HeldBy { get; init; }

    public required DateTimeOffset EnteredAt { get; init; }

    public required string EnteredBy { get; init; }

    /// <summary>Where the next page goes on, without anything personal.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{HeldAt.UtcTicks}-{Id:N}");
}

/// <summary>The history of cases: contacts, and the steps of the case itself.</summary>
internal sealed class TimelineStore(Database database, IAuditTrail audit)
{
    /// <summary>Reads a piece of a case's history, the newest first.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="contactsOnly">Whether only contacts are wanted.</param>
    /// <param name="before">The place of the last entry of the page before; null for the first page.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public Task<IReadOnlyList<TimelineEntry>> OfCaseAsync(
        Actor actor, string area, Guid caseId, bool contactsOnly, string? before, int limit, CancellationToken cancellationToken)
    {
        var (at, id) = PlaceOf(before);
        return database.ReadAsync(
            actor,
            """
            select id, kind, outcome, colleague, attempt, note, held_at, held_by, entered_at, entered_by
            from casework.timeline_entry
            where area = $1 and case_id = $2 and (not $3 or kind = any ($4)) and (held_at, id) < ($5, $6)
            order by held_at desc, id desc limit $7
            """,
            [area, caseId, contactsOnly, StoredKeys<ContactWay>.All.Append("appointment").ToArray(), at, id, limit], Read, cancellationToken);
    }

    /// <summary>Writes a contact down. The same one sent again changes nothing.</summary>
    /// <param name="actor">Who writes it down.</param>
    /// <param name="of">The case.</param>
    /// <param name="contact">The contact.</param>
    /// <param name="attemptsBeforeWriting">After how many attempts the team is asked to write; null: the area has not said.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>The number of the attempt, where nobody had been reached before and nobody was now; null otherwise.</returns>
    public async Task<int?> LogAsync(
        Actor actor, CoachingCase of, LoggedContact contact, int? attemptsBeforeWriting, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        var (attempts, isFirst) = (await change.ReadAsync(
            "select attempts, first_contact_at is null from casework.coaching_case where area = $1 and id = $2 for update",
            [of.Area, of.Id], row => (row.GetInt32(0), row.GetBoolean(1)), cancellationToken))[0];
        var isReached = SafeContact.IsReached(contact.Outcome);
        int? attempt = isFirst && !isReached ? attempts + 1 : null;
        var written = await change.ReadAsync(
            """
            insert into casework.timeline_entry (area, id, case_id, kind, outcome, attempt, note, held_at, held_by, entered_at, entered_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (area, id) do nothing returning 1
            """,
            [of.Area, contact.Id, of.Id, StoredKeys<ContactWay>.Of(contact.Way), StoredKeys<ContactOutcome>.Of(contact.Outcome), DbValue.Number(attempt),
                DbValue.Text(contact.Note), contact.HeldAt, contact.HeldBy, change.At, actor.Name],
            _ => 0, cancellationToken);
        if (written.Count == 0) return null;
        change.Write(
            """
            update casework.coaching_case
            set attempts = attempts + case when $3 is null then 0 else 1 end, next_contact_on = $4,
              first_contact_at = case when $5 then least(first_contact_at, $6) else first_contact_at end,
              last_contact_at = case when $5 then greatest(last_contact_at, $6) else last_contact_at end
            where area = $1 and id = $2
            """,
            of.Area, of.Id, DbValue.Number(attempt), DbValue.Day(contact.NextContactOn), isReached, contact.HeldAt);
        if (attempt is { } number && number == attemptsBeforeWriting) change.Publish(new FirstContactFailed(of.ReferralId, of.Area, number));
        if (isFirst && isReached) change.Publish(new FirstContactMade(of.ReferralId, of.Area));
        audit.Record(change, of.Area, "casework.contact-logged", of.ReferralId);
        await change.CommitAsync(cancellationToken);
        return attempt;
    }

    // A place that somebody changed by hand shows the first page.
    private static (DateTimeOffset At, Guid Id) PlaceOf(string? place) =>
        place?.Split('-') is [var ticks, var one] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var at)
            && at >= 0 && at <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParseExact(one, "N", out var id)
            ? (new DateTimeOffset(at, TimeSpan.Zero), id)
            : (new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero), Guid.AllBitsSet);

    private static TimelineEntry Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Kind = row.GetString(1),
        Outcome = row.IsDBNull(2) ? null : row.GetString(2),
        Colleague = row.IsDBNull(3) ? null : row.GetString(3),
        Attempt = row.IsDBNull(4) ? null : row.GetInt32(4),
        Note = row.IsDBNull(5) ? null : row.GetString(5),
        HeldAt = row.GetFieldValue<DateTimeOffset>(6),
        HeldBy = row.GetString(7),
        EnteredAt = row.GetFieldValue<DateTimeOffset>(8),
        EnteredBy = row.GetString(9),
    };
}
