using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>A claimed and rendered message, about to be handed to a transport.</summary>
internal sealed record ReadyMessage(ClaimedMessage Claim, RenderedMessage Words, TransportChannel TransportChannel);

/// <summary>
/// Stores the text before the call, exact but for codes and links that let somebody in. A message whose lease has expired or that was cancelled is skipped,
/// because another host may have it. After a crash the row distinguishes "about to be sent" from "only claimed".
/// </summary>
internal sealed class BeginAttempts(Database database, DueTime due)
{
    private static readonly Actor Dispatch = Actor.Job("communications.dispatch");

    // Locking the message's row keeps other hosts from claiming it before the attempt is stored. Every statement that locks several messages does so in the
    // order of their ids, which rules out deadlocks. coalesce hides the state from the planner, as in RecordOutcomes.
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

    /// <summary>Stores the attempts.</summary>
    /// <returns>The messages that may be sent.</returns>
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
                ready.Select(one => SecretFields.InSubject(one.Claim, one.Words.Subject)).ToArray(),
                ready.Select(one => SecretFields.InText(one.Claim, one.Words.Text)).ToArray(),
                DbValue.Instant(due.OverridingNow),
            ],
            row => new MessageReference(row.GetString(0), row.GetGuid(1)), cancellationToken);
        if (begun.Count == ready.Count) return ready;
        var may = begun.ToHashSet();
        return [.. ready.Where(one => may.Contains(one.Claim.Reference))];
    }
}
