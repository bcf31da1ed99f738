using Npgsql;
using WorkWell.Communications.Outbox;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>How many messages a transport can take now on one of its channels.</summary>
internal readonly record struct ChannelCapacity(string Transport, string Channel, int Size);

/// <summary>A message that only this host may send until its lease expires.</summary>
internal sealed record ClaimedMessage
{
    public required string Area { get; init; }

    public required Guid Id { get; init; }

    public required int Attempt { get; init; }

    public required long Token { get; init; }

    public required string Type { get; init; }

    public required string Key { get; init; }

    public required string Content { get; init; }

    public required string Channel { get; init; }

    public required IReadOnlyList<string> Tried { get; init; }

    public required Guid ReferralId { get; init; }

    public Guid? PersonId { get; init; }

    public string? Address { get; init; }

    public string? Language { get; init; }

    public int Failures { get; init; }

    public bool AtAnyHour { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it was claimed, by the clock that decides what is due (<see cref="DueTime"/>).</summary>
    public required DateTimeOffset At { get; init; }

    public MessageReference Reference => new(Area, Id);
}

/// <summary>
/// Claims due messages in one statement: urgent ones first, and a fair share for each area, so a large backlog of one area cannot delay another's few. Messages
/// that are no longer useful are cancelled.
/// </summary>
internal sealed class ClaimMessages(Database database, DueTime due)
{
    private static readonly Actor Dispatch = Actor.Job("communications.dispatch");

    // The time comes from a sub-select because PostgreSQL evaluates coalesce(...) only after row-level security, and then does not use the index.
    // Rows are updated by ctid because the planner's statistics of a queue are poor and it might scan the whole table.
    private const string Sql =
        """
        with now_at as materialized (select coalesce($5, now()) as now),
        due as (
          select r.lane, r.channel, r.size, u.is_urgent, a.area, count(*) over (partition by r.lane, u.is_urgent) as sharers
          from unnest($1, $2, $3) as r (lane, channel, size) cross join unnest('{true,false}'::boolean[]) as u (is_urgent) cross join unnest($4) as a (area)
          cross join lateral (
            select from communications.message m
            where m.state = 'queued' and m.channel = r.channel and m.is_urgent = u.is_urgent and m.area = a.area and m.due_at <= (select now from now_at)
            limit 1) first),
        ready as (
          select d.lane, d.size, d.is_urgent, m.place_on_disk, row_number() over (partition by d.lane, d.is_urgent, d.area order by m.due_at) as turn
          from due d cross join lateral (
            select m.ctid as place_on_disk, m.due_at from communications.message m
            where m.state = 'queued' and m.channel = d.channel and m.is_urgent = d.is_urgent and m.area = d.area and m.due_at <= (select now from now_at)
            order by m.due_at limit greatest(1, d.size / d.sharers) for update skip locked) m),
        chosen as (
          select place_on_disk, size, row_number() over (partition by lane order by is_urgent desc, turn, random()) as place from ready)
        update communications.message m set
          state = case when m.useful_until < (select now from now_at) then 'cancelled' else 'sending' end,
          reason = case when m.useful_until < (select now from now_at) then 'too-late' else m.reason end,
          ended_at = case when m.useful_until < (select now from now_at) then (select now from now_at) end,
          attempt = m.attempt + 1,
          token = (select nextval('communications.claim_token')),
          lease_until = case when m.useful_until < (select now from now_at) then null else (select now from now_at) + $6 end
        where m.ctid = any (array(select place_on_disk from chosen where place <= size))
        returning m.area, m.id, m.attempt, m.token, m.type, m.key, m.content, m.channel, m.tried, m.referral_id, m.person_id, m.address, m.language,
          m.failures, m.at_any_hour, (select now from now_at), m.state, m.due_at, m.queued_at
        """;

    /// <summary>Claims.</summary>
    /// <returns>The claimed messages, and how many were cancelled because they are too late.</returns>
    public async Task<(IReadOnlyList<ClaimedMessage> Claimed, int TooLate)> ClaimAsync(
        IReadOnlyList<ChannelCapacity> capacity, IReadOnlyList<string> areas, TimeSpan lease, CancellationToken cancellationToken)
    {
        var rows = await database.ReadPreparedAsync(
            Dispatch, Sql,
            [capacity.Select(one => one.Transport).ToArray(), capacity.Select(one => one.Channel).ToArray(), capacity.Select(one => one.Size).ToArray(),
                areas.ToArray(), DbValue.Instant(due.OverridingNow), lease],
            row => (Message: Read(row), IsClaimed: row.GetString(16) == "sending"), cancellationToken);
        var claimed = rows.Where(row => row.IsClaimed).Select(row => row.Message).ToArray();
        return (claimed, rows.Count - claimed.Length);
    }

    private static ClaimedMessage Read(NpgsqlDataReader row) => new()
    {
        Area = row.GetString(0),
        Id = row.GetGuid(1),
        Attempt = row.GetInt16(2),
        Token = row.GetInt64(3),
        Type = row.GetString(4),
        Key = row.GetString(5),
        Content = row.GetString(6),
        Channel = row.GetString(7),
        Tried = row.IsDBNull(8) ? [] : row.GetFieldValue<string[]>(8),
        ReferralId = row.GetGuid(9),
        PersonId = row.IsDBNull(10) ? null : row.GetGuid(10),
        Address = row.IsDBNull(11) ? null : row.GetString(11),
        Language = row.IsDBNull(12) ? null : row.GetString(12),
        Failures = row.GetInt16(13),
        AtAnyHour = row.GetBoolean(14),
        At = row.GetFieldValue<DateTimeOffset>(15),
        DueAt = row.GetFieldValue<DateTimeOffset>(17),
        QueuedAt = row.GetFieldValue<DateTimeOffset>(18),
    };
}
