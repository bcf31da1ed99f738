using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>Claims, prepares, writes down, sends, records: one pass after the other, with many calls on their way at once.</summary>
internal sealed class Dispatcher(
    ClaimMessages claim, SharedRateLimit rateLimit, PrepareMessages prepare, BeginAttempts begin, RecoverExpiredLeases recover, OutcomeRecorder recorder,
    TransportChannels lanes, SenderRefusals refusals, WakeUp wakeUp, IAreaCatalogue areas, DispatchOptions options, ILogger<Dispatcher> log)
{
    // Asking is rare, and nobody waits for it.
    private static readonly ParallelOptions FewAtOnce = new() { MaxDegreeOfParallelism = 8 };

    private readonly WakeSignal allBack = new(TimeProvider.System);
    private int onTheirWay;

    /// <summary>Claims what there is room for and sets it on its way.</summary>
    /// <returns>How many messages were claimed.</returns>
    public async Task<int> PassAsync(CancellationToken cancellationToken)
    {
        var rooms = lanes.Rooms();
        if (rooms.Count == 0) return 0;
        // The lease is counted from before the claim, so that it ends here no later than in the database.
        var claimedAt = Stopwatch.GetTimestamp();
        var (claimed, tooLate) = await claim.ClaimAsync(rooms, ServedAreas(), options.Lease, cancellationToken);
        NoteBacklog(rooms, claimed);
        if (claimed.Count == 0) return tooLate;
        foreach (var message in claimed) DispatchMetrics.NoteLateness(message.At - message.DueAt);

        await TakeTokensAsync(claimed, cancellationToken);
        var prepared = await prepare.PrepareAsync(claimed, cancellationToken);
        foreach (var outcome in prepared.Settled) Settle(outcome);
        foreach (var (message, reason) in prepared.Unreachable)
            recorder.Add(new Undeliverable(message.Reference, reason) { Claim = (message.Attempt, message.Token), HasNoChannel = true });
        await BeginAsync(prepared.Ready, claimedAt, cancellationToken);
        return claimed.Count + tooLate;
    }

    /// <summary>Looks after messages that a crashed, frozen or cut-off host left behind, and asks after those that can be asked after.</summary>
    public async Task<int> ReclaimAsync(CancellationToken cancellationToken)
    {
        var answering = lanes.All.Select(lane => lane.Transport).OfType<IAnsweringTransport>().ToDictionary(transport => transport.Name);
        var (toAsk, settled) = await recover.RecoverAsync(options.MaxFailures, [.. answering.Keys], options.Lease, cancellationToken);
        if (toAsk.Count + settled > 0) log.Reclaimed(toAsk.Count + settled, toAsk.Count);
        await Parallel.ForEachAsync(toAsk, FewAtOnce, async (expired, _) =>
            Conclude(expired, await answering[expired.Transport].AskAsync(expired.Message, expired.BegunAt, expired.At, cancellationToken)));
        return toAsk.Count + settled;
    }

    /// <summary>Waits until every call has come back and every outcome is recorded.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref onTheirWay) > 0) await allBack.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);
        await recorder.RecordWaitingAsync(cancellationToken);
    }

    // A lane whose room was used up has more waiting: the next place that becomes free is worth a look at once.
    private void NoteBacklog(IReadOnlyList<ChannelCapacity> rooms, IReadOnlyList<ClaimedMessage> claimed)
    {
        foreach (var lane in lanes.All)
        {
            var size = rooms.FirstOrDefault(room => room.TransportChannel == lane.Transport.Name).Size;
            if (size > 0) lane.HasBacklog = claimed.Count(message => lanes.For(ChannelCode.Read(message.Channel)) == lane) >= size;
        }
    }

    // Asked for after the claim, so that a host with nothing to send takes no places from others and asks the database for none.
    private async Task TakeTokensAsync(IReadOnlyList<ClaimedMessage> claimed, CancellationToken cancellationToken)
    {
        foreach (var lane in lanes.All.Where(lane => lane.IsShared))
        {
            var lacks = lane.Lacks(claimed.Count(message => lanes.For(ChannelCode.Read(message.Channel)) == lane));
            if (lacks > 0) lane.Give(lacks, await rateLimit.TakeAsync(lane.Transport.Name, lane.Transport.PerMinute, lacks, cancellationToken));
        }
    }

    private async Task BeginAsync(IReadOnlyList<ReadyMessage> ready, long claimedAt, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReadyMessage> begun = [];
        try
        {
            begun = await BeginOrAgainAsync(ready, cancellationToken);
        }
        finally
        {
            foreach (var left in begun.Count == ready.Count ? [] : ready.Except(begun)) left.TransportChannel.Leave();
        }
        foreach (var message in begun)
        {
            Interlocked.Increment(ref onTheirWay);
            _ = Task.Run(() => SendAsync(message, claimedAt, cancellationToken), CancellationToken.None);
        }
    }

    // Nothing was written by a statement that lost a deadlock or a race; left alone, its messages would wait for their lease to run out.
    private async Task<IReadOnlyList<ReadyMessage>> BeginOrAgainAsync(IReadOnlyList<ReadyMessage> ready, CancellationToken cancellationToken)
    {
        for (var left = 3; ; left--)
        {
            try
            {
                return await begin.BeginAsync(ready, cancellationToken);
            }
            catch (PostgresException lost) when (left > 0 && TransactionRetry.IsRetryable(lost))
            {
                log.BegunAgain(ready.Count, lost.SqlState);
            }
        }
    }

    private async Task SendAsync(ReadyMessage message, long claimedAt, CancellationToken cancellationToken)
    {
        SendResult result;
        try
        {
            result = await message.TransportChannel.SendAsync(Outgoing(message), claimedAt, options.Lease, options.LongestCall, cancellationToken);
        }
        catch (Exception unexpected)
        {
            // A transport answers with a value; one that throws has a bug, and then nobody knows how far it came.
            log.TransportThrew(message.TransportChannel.Transport.Name, unexpected.GetType().Name);
            result = new SendResult.Unclear("transport-threw");
        }
        message.TransportChannel.Leave();
        Conclude(message, result);
        if (Interlocked.Decrement(ref onTheirWay) == 0) allBack.Wake();
        if (message.TransportChannel.HasBacklog && message.TransportChannel.Room > 0) wakeUp.Wake(SendMessages.Key);
    }

    private void Conclude(ReadyMessage message, SendResult result)
    {
        var claim = message.Claim;
        refusals.Note(message.TransportChannel.Transport.Name, claim.Reference, result);
        if (result is SendResult.NotSent { Pause: not null } trouble) log.LanePaused(message.TransportChannel.Transport.Name, trouble.Reason);
        if (result is SendResult.Refused refused)
        {
            recorder.Add(new Undeliverable(claim.Reference, refused.Reason) { Claim = (claim.Attempt, claim.Token), IsAddressDead = refused.IsAddressDead });
            return;
        }
        var outcome = OutcomeRules.For(
            result, claim.Failures, options.MaxFailures, message.TransportChannel.Transport is IAnsweringTransport, options.BeforeAsking,
            Random.Shared.NextDouble());
        Settle(outcome.Of(claim.Reference, claim.Attempt, claim.Token) with { Channel = ChannelCode.Of(message.Words.Channel) });
    }

    private void Conclude(ExpiredLease expired, SendResult answer)
    {
        refusals.Note(expired.Transport, expired.Message, answer);
        if (answer is SendResult.Refused refused)
        {
            recorder.Add(new Undeliverable(
                expired.Message, refused.Reason) { Claim = (expired.Attempt, expired.Token), IsAddressDead = refused.IsAddressDead });
            return;
        }
        var outcome = OutcomeRules.For(
            answer, expired.Failures, options.MaxFailures, canBeAsked: expired.At - expired.BegunAt < TimeSpan.FromDays(1), options.BeforeAsking,
            Random.Shared.NextDouble());
        Settle(outcome.Of(expired.Message, expired.Attempt, expired.Token));
    }

    private void Settle(Outcome outcome)
    {
        if (outcome.State == "set-aside") log.DeadLettered(outcome.Message.ToString(), outcome.Reason ?? "");
        if (outcome.State == "unconfirmed") log.Unconfirmed(outcome.Message.ToString(), outcome.Reason ?? "");
        DispatchMetrics.NoteOutcome(outcome.State, outcome.Reason);
        recorder.Add(outcome);
    }

    private OutgoingMessage Outgoing(ReadyMessage message)
    {
        var settings = areas.Ready.GetValueOrDefault(message.Claim.Area)?.Settings;
        return new OutgoingMessage
        {
            Reference = message.Claim.Reference,
            Words = message.Words,
            SenderName = settings?.ServiceName,
            ReplyTo = settings?.Contact.Email,
            OffersStop = message.Claim.PersonId is not null && MessageTypes.Find(message.Claim.Type) is { IsUrgent: false, AtAnyHour: false },
        };
    }

    // Messages of an area that is refused or switched off wait until it is back: its words and rules are not to be had elsewhere.
    private string[] ServedAreas() => [.. areas.Ready.Keys, Area.National];
}
