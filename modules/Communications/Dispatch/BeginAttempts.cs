using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>A claimed message in its words, about to be handed to a transport.</summary>
internal sealed record ReadyMessage(ClaimedMessage Claim, RenderedMessage Words, TransportChannel TransportChannel);

/// <summary>
/// Writes down word for word what is about to be sent, and commits it before the call. A message whose lease ran out meanwhile, or that was cancelled,
/// is left out: another host may already have it. After a crash this row tells "was about to be sent" from "was only claimed".
/// </summary>
internal sealed class BeginAttempts(Database database, DueTime due)
{
    private static readonly Actor Dispatch = Actor.Job("communications.dispatch");

    // The message's row is locked while the attempt is written, so that nobody takes the message over between the look and the write. Whoever locks rows of
    // many
    // messages does so in the order of their ids: two who meet then wait for each other in turn, and never both at once. The state is hidden from the planner,
    // as in RecordOutcomes.
    private const string Sql =
        """
        with now_at as materialized (select coalesce($11, now()) as now),
        held as (
          select a.*
          from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as a (area, id, attempt, token, channel, transport, language, template, subject, body)
          join communications.message m on m.area = a.area and m.id = a.id
          where coalesce(m.state, '') = 'sending' and m.attempt = a.attempt and m.token = a.token and m.stop_reason is null
            and m.lease_until > (select now from now_at)
          order by m.area, m.id for no key update of m)
        insert into communications.attempt (begun_at, area, message_id, number, channel, transport, language, template, subject, body)
        select (select now from now_at), area, id, attempt, channel, transport, language, template, subject, body from held
        returning area, message_id
        """;

    /// <summary>Begins.</summary>
    /// <returns>The messages that may be sent now.</returns>
    public async Task<IReadOnlyList<ReadyMessage>> BeginAsync(IReadOnlyList<ReadyMessage> ready, CancellationToken cancellationToken)
    {
        if (ready.Count == 0) return [];
        var begun = await database.ReadPreparedAsync(
            Dispatch, Sql,
            [
                ready.Select(one => one.Claim.Area).ToArray(),
                ready.Select(one => one.Claim.Id).ToArray(),
                ready.Select(one => (short)one.Claim.Attempt).ToArray(),
                ready.Select(one => one.Claim.Token).ToArray(),
                ready.Select(one => ChannelCode.Of(one.Words.Channel)).ToArray(),
                ready.Select(one => one.TransportChannel.Transport.Name).ToArray(),
                ready.Select(one => one.Words.Language).ToArray(),
                ready.Select(one => one.Words.TemplateVersion).ToArray(),
                ready.Select(one => one.Words.Subject).ToArray(),
                ready.Select(one => one.Words.Text).ToArray(),
                DbValue.Instant(due.OverridingNow),
            ],
            row => new MessageReference(row.GetString(0), row.GetGuid(1)), cancellationToken);
        if (begun.Count == ready.Count) return ready;
        var may = begun.ToHashSet();
        return [.. ready.Where(one => may.Contains(one.Claim.Reference))];
    }
}
