using System.Security.Cryptography;
using System.Text;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>
/// Limits how many messages that anybody can cause reach one number or address in an hour, over all hosts: otherwise a stranger could have us send a
/// thousand to somebody. A message that was counted once is not counted again when it is retried.
/// </summary>
internal sealed class RecipientLimits(Database database, DueTime due, DispatchOptions options)
{
    /// <summary>Why a message over the limit is held.</summary>
    public const string Reached = "recipient-limit";

    private static readonly Actor Dispatch = Actor.Job("communications.dispatch");

    // Rows are locked in the order of their ids, so that two hosts cannot wait for each other.
    private const string Sql =
        """
        insert into communications.recipient as r (id, since, most, messages)
        select a.id, coalesce($4, now()), a.most, (array_agg(a.message order by a.place))[1:a.most]
        from unnest($1, $2, $3) with ordinality as a (id, message, most, place) group by a.id, a.most order by a.id
        on conflict (id) do update set
          since = case when r.since <= excluded.since - interval '1 hour' then excluded.since else r.since end,
          most = excluded.most,
          messages = case when r.since <= excluded.since - interval '1 hour' then excluded.messages
            else (r.messages || array(select m from unnest(excluded.messages) m where m <> all (r.messages)))[1:excluded.most] end
        returning id, messages
        """;

    /// <summary>Counts messages that are about to be sent.</summary>
    /// <returns>Those that are over the limit of their recipient.</returns>
    public async Task<IReadOnlyCollection<ReadyMessage>> OverAsync(IReadOnlyList<ReadyMessage> ready, CancellationToken cancellationToken)
    {
        var limited = ready.Where(one => LimitOf(one) > 0 && MessageTypes.Find(one.Claim.Type)?.AnybodyCanCauseIt == true).ToArray();
        if (limited.Length == 0) return [];
        var recipients = limited.Select(one => IdOf(one.Words.Channel, one.Words.To)).ToArray();
        var counted = await database.ReadAsync(
            Dispatch, Sql,
            [
                recipients,
                limited.Select(one => one.Claim.Id).ToArray(),
                limited.Select(LimitOf).ToArray(),
                DbValue.Instant(due.OverridingNow),
            ],
            row => KeyValuePair.Create(row.GetGuid(0), row.GetFieldValue<Guid[]>(1)), cancellationToken);
        var allowed = counted.ToDictionary(one => one.Key, one => one.Value.ToHashSet());
        return [.. limited.Where((one, at) => !allowed[recipients[at]].Contains(one.Claim.Id))];
    }

    private int LimitOf(ReadyMessage message) => message.Words.Channel == Channel.Email ? options.EmailsToOneAddress : options.TextsToOneNumber;

    private static Guid IdOf(Channel channel, string to) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{ChannelCode.Of(channel)}\n{to.ToLowerInvariant()}")).AsSpan(0, 16));
}
