using System.Diagnostics.CodeAnalysis;
using Npgsql;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.Platform;

namespace WorkWell.Communications.Sent;

/// <summary>Reads messages, and passes decisions on to <see cref="MessageInterventions"/>.</summary>
internal sealed class SentMessages(Database database, DueTime due, MessageInterventions interventions) : ISentMessages
{
    public async Task<IReadOnlyList<MessageView>> ForReferralAsync(Actor actor, Guid referral, CancellationToken cancellationToken)
    {
        var messages = await database.ReadAsync(
            actor,
            """
            select m.id, m.area, m.key, m.type, m.referral_id, m.person_id, m.state, m.reason, m.channel, m.queued_at, m.due_at, m.ended_at,
              a.begun_at, a.channel, a.transport, a.language, a.subject, a.body, a.template
            from communications.message m
            left join lateral (
              select begun_at, channel, transport, language, subject, body, template from communications.attempt
              where area = m.area and message_id = m.id order by number desc limit 1) a on true
            where m.referral_id = $1
            order by m.queued_at, m.key
            """,
            [referral], row => Read(row) with { Content = Content(row) }, cancellationToken);
        return await WithFailuresAsync(actor, messages, cancellationToken);
    }

    public Task<IReadOnlyList<MessageView>> HeldAsync(Actor actor, int max, CancellationToken cancellationToken) =>
        HeldAsync(actor, "order by due_at limit $1", [max], cancellationToken);

    public async Task<MessageView?> FindHeldAsync(Actor actor, string area, Guid message, CancellationToken cancellationToken) =>
        (await HeldAsync(actor, "and area = $1 and id = $2", [area, message], cancellationToken)).SingleOrDefault();

    private async Task<IReadOnlyList<MessageView>> HeldAsync(
        Actor actor, [StringSyntax("sql")] string which, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        var messages = await database.ReadAsync(
            actor,
            $"""
            select id, area, key, type, referral_id, person_id, state, reason, channel, queued_at, due_at, ended_at, content::jsonb -> 'f' ->> 'reference'
            from communications.message where state in ('unconfirmed', 'dead-lettered') {which}
            """,
            values, row => Read(row) with { Reference = row.IsDBNull(12) ? null : row.GetString(12) }, cancellationToken);
        return await WithFailuresAsync(actor, messages, cancellationToken);
    }

    public Task<IReadOnlyList<MessageCount>> CountsAsync(Actor actor, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        """
        with now_at as materialized (select coalesce($1, now()) as now)
        select area, channel, state, count(*), count(*) filter (where due_at <= (select now from now_at)), min(due_at),
          count(*) filter (where due_at < (select now from now_at) - interval '5 minutes')
        from communications.message
        where state = 'queued' or state in ('sending', 'unconfirmed', 'dead-lettered')
        group by area, channel, state order by area, channel, state
        """,
        [due.OverridingNow],
        row => new MessageCount(
            row.GetString(0), ChannelCode.Read(row.GetString(1)), StoredKeys<MessageState>.Read(row.GetString(2)), row.GetInt64(3), row.GetInt64(4),
            row.GetFieldValue<DateTimeOffset>(5))
        {
            Late = row.GetInt64(6),
        },
        cancellationToken);

    public Task<IReadOnlyList<SentCount>> SentInTheLastHourAsync(Actor actor, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        """
        select area, channel, count(*) from communications.attempt where begun_at >= (select coalesce($1, now()) - interval '1 hour')
        group by area, channel order by area, channel
        """,
        [due.OverridingNow], row => new SentCount(row.GetString(0), ChannelCode.Read(row.GetString(1)), row.GetInt64(2)), cancellationToken);

    public Task<Problem?> RetryAsync(Actor actor, string area, Guid message, string? correctedAddress, CancellationToken cancellationToken) =>
        interventions.RetryAsync(actor, area, message, correctedAddress, cancellationToken);

    public Task<Problem?> DropAsync(Actor actor, string area, Guid message, CancellationToken cancellationToken) =>
        interventions.DropAsync(actor, area, message, cancellationToken);

    public Task<Problem?> ResolveAsync(Actor actor, string area, Guid message, UnconfirmedAnswer answer, CancellationToken cancellationToken) =>
        interventions.ResolveAsync(actor, area, message, answer, cancellationToken);

    private async Task<IReadOnlyList<MessageView>> WithFailuresAsync(Actor actor, IReadOnlyList<MessageView> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 0) return messages;
        var failures = await database.ReadAsync(
            actor,
            """
            select s.message_id, s.at, s.reason
            from unnest($1, $2) as m (area, id) join communications.delivery_failure s on s.area = m.area and s.message_id = m.id
            order by s.at
            """,
            [messages.Select(message => message.Area).ToArray(), messages.Select(message => message.Id).ToArray()],
            row => (Message: row.GetGuid(0), Failure: new DeliveryFailure(row.GetFieldValue<DateTimeOffset>(1), row.GetString(2))), cancellationToken);
        var byMessage = failures.ToLookup(one => one.Message, one => one.Failure);
        return [.. messages.Select(message => message with { Failures = [.. byMessage[message.Id]] })];
    }

    private static MessageView Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Area = row.GetString(1),
        Key = row.GetString(2),
        Type = row.GetString(3),
        ReferralId = row.GetGuid(4),
        PersonId = row.IsDBNull(5) ? null : row.GetGuid(5),
        State = StoredKeys<MessageState>.Read(row.GetString(6)),
        Reason = row.IsDBNull(7) ? null : row.GetString(7),
        Channel = ChannelCode.Read(row.GetString(8)),
        QueuedAt = row.GetFieldValue<DateTimeOffset>(9),
        DueAt = row.GetFieldValue<DateTimeOffset>(10),
        EndedAt = row.IsDBNull(11) ? null : row.GetFieldValue<DateTimeOffset>(11),
    };

    private static MessageContentView? Content(NpgsqlDataReader row) => row.IsDBNull(12) ? null : new(
        row.GetFieldValue<DateTimeOffset>(12), ChannelCode.Read(row.GetString(13)), row.GetString(14), row.GetString(15),
        row.IsDBNull(16) ? null : row.GetString(16), row.GetString(17), row.GetString(18));
}
