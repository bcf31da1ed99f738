using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>One pass claims messages, renders them, stores the attempts and starts the calls, which run concurrently and record their outcomes.</summary>
internal sealed class Dispatcher(
    ClaimMessages claim, SharedRateLimit rateLimit, PrepareMessages prepare, BeginAttempts begin, RecoverExpiredLeases recover, OutcomeRecorder recorder,
    RecipientLimits recipients,
    TransportChannels transports, SenderRefusals refusals, WakeUp wakeUp, IAreaCatalogue areas, DispatchOptions options, ILogger<Dispatcher> log)
{
    private static readonly ParallelOptions Queries = new() { MaxDegreeOfParallelism = 8 };

    private readonly WakeSignal allReturned = new(TimeProvider.System);
    private int inFlight;

    /// <summary>Claims as many messages as there is capacity for and starts sending them.</summary>
    /// <returns>How many messages were claimed.</returns>
    public async Task<int> PassAsync(CancellationToken cancellationToken)
    {
        var capacity = transports.AvailableCapacity();
        if (capacity.Count == 0) return 0;
        // Taken before the claim: the lease must not expire later here than in the database.
        var claimedAt = Stopwatch.GetTimestamp();
        var (claimed, tooLate) = await claim.ClaimAsync(capacity, ServedAreas(), options.Lease, cancellationToken);
        UpdateBacklog(capacity, claimed);
        if (claimed.Count == 0) return tooLate;
        foreach (var message in claimed) DispatchMetrics.RecordLateness(message.At - message.DueAt);

        await TakeTokensAsync(claimed, cancellationToken);
        var prepared = await prepare.PrepareAsync(claimed, cancellationToken);
        foreach (var outcome in prepared.Settled) Settle(outcome);
        foreach (var (message, reason) in prepared.Unreachable)
            recorder.Add(new Undeliverable(message.Reference, reason) { Claim = (message.Attempt, message.Token), HasNoChannel = true });
        await BeginAsync(prepared.Ready, claimedAt, cancellationToken);
        return claimed.Count + tooLate;
    }

    /// <summary>Recovers messages that a crashed, frozen or disconnected host left behind, and asks the transport about them where it can answer.</summary>
    public async Task<int> RecoverExpiredLeasesAsync(CancellationToken cancellationToken)
    {
        var answering = transports.All.Select(transport => transport.Transport).OfType<IAnsweringTransport>().ToDictionary(transport => transport.Name);
        var (toAsk, settled) = await recover.RecoverAsync(options.MaxFailures, [.. answering.Keys], options.Lease, cancellationToken);
        if (toAsk.Count + settled > 0) log.ExpiredLeasesRecovered(toAsk.Count + settled, toAsk.Count);
        await Parallel.ForEachAsync(toAsk, Queries, async (expired, _) =>
            Conclude(expired, await answering[expired.Transport].AskAsync(expired.Message, expired.BegunAt, expired.At, cancellationToken)));
        return toAsk.Count + settled;
    }

    /// <summary>Waits until every call has returned and every outcome is recorded.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref inFlight) > 0) await allReturned.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);
        await recorder.RecordWaitingAsync(cancellationToken);
    }

    private void UpdateBacklog(IReadOnlyList<ChannelCapacity> capacity, IReadOnlyList<ClaimedMessage> claimed)
    {
        foreach (var transport in transports.All)
        {
            // A claim can be smaller than the capacity although more is due, because areas share it and shares are rounded down.
            if (capacity.Any(one => one.Transport == transport.Name)) transport.HasBacklog = CountFor(transport, claimed) > 0;
        }
    }

    // After the claim, because a host with nothing to send must not take tokens from the others.
    private async Task TakeTokensAsync(IReadOnlyList<ClaimedMessage> claimed, CancellationToken cancellationToken)
    {
        foreach (var transport in transports.All.Where(transport => transport.IsShared))
        {
            var missing = transport.MissingTokens(CountFor(transport, claimed));
            if (missing == 0) continue;
            transport.AddTokens(missing, await rateLimit.TakeAsync(transport.Name, transport.Transport.PerMinute, missing, cancellationToken));
        }
    }

    private int CountFor(TransportChannel transport, IReadOnlyList<ClaimedMessage> claimed) =>
        claimed.Count(message => transports.For(ChannelCode.Read(message.Channel)) == transport);

    private async Task BeginAsync(IReadOnlyList<ReadyMessage> ready, long claimedAt, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReadyMessage> begun = [];
        try
        {
            var over = await recipients.OverAsync(ready, cancellationToken);
            foreach (var one in over) Settle(Outcome.Of(one.Claim, "dead-lettered", RecipientLimits.Reached));
            begun = await BeginWithRetriesAsync(over.Count == 0 ? ready : [.. ready.Except(over)], cancellationToken);
        }
        finally
        {
            foreach (var left in begun.Count == ready.Count ? [] : ready.Except(begun)) left.TransportChannel.Release();
        }
        foreach (var message in begun)
        {
            Interlocked.Increment(ref inFlight);
            _ = Task.Run(() => SendAsync(message, claimedAt, cancellationToken), CancellationToken.None);
        }
    }

    // Without a retry the messages would wait for their lease to expire.
    private async Task<IReadOnlyList<ReadyMessage>> BeginWithRetriesAsync(IReadOnlyList<ReadyMessage> ready, CancellationToken cancellationToken)
    {
        for (var left = 3; ; left--)
        {
            try
            {
                return await begin.BeginAsync(ready, cancellationToken);
            }
            catch (PostgresException conflict) when (left > 0 && TransactionRetry.IsRetryable(conflict))
            {
                log.BeginRetried(ready.Count, conflict.SqlState);
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
            // A bug in the transport: the message may or may not have left.
            log.TransportThrew(message.TransportChannel.Name, unexpected.GetType().Name);
            result = new SendResult.Unclear("transport-threw");
        }
        message.TransportChannel.Release();
        Conclude(message, result);
        if (Interlocked.Decrement(ref inFlight) == 0) allReturned.Wake();
        if (message.TransportChannel.HasBacklog && message.TransportChannel.AvailableCapacity > 0) wakeUp.Wake(SendMessages.Key);
    }

    private void Conclude(ReadyMessage message, SendResult result)
    {
        var claim = message.Claim;
        refusals.Record(message.TransportChannel.Name, claim.Reference, result);
        if (result is SendResult.NotSent { Pause: not null } notSent) log.TransportPaused(message.TransportChannel.Name, notSent.Reason);
        if (result is SendResult.Refused refused)
        {
            recorder.Add(new Undeliverable(claim.Reference, refused.Reason) { Claim = (claim.Attempt, claim.Token), IsAddressDead = refused.IsAddressDead });
            return;
        }
        var outcome = OutcomeRules.For(
            result, claim.Failures, options.MaxFailures, message.TransportChannel.Transport is IAnsweringTransport, options.BeforeAsking,
            Random.Shared.NextDouble(), MessageTypes.Find(claim.Type)?.IsSentAtLeastOnce == true);
        Settle(outcome.Of(claim.Reference, claim.Attempt, claim.Token) with { Channel = ChannelCode.Of(message.Words.Channel) });
    }

    private void Conclude(ExpiredLease expired, SendResult answer)
    {
        refusals.Record(expired.Transport, expired.Message, answer);
        if (answer is SendResult.Refused refused)
        {
            recorder.Add(new Undeliverable(expired.Message, refused.Reason)
            {
                Claim = (expired.Attempt, expired.Token),
                IsAddressDead = refused.IsAddressDead,
            });
            return;
        }
        var outcome = OutcomeRules.For(
            answer, expired.Failures, options.MaxFailures, canBeAsked: expired.At - expired.BegunAt < TimeSpan.FromDays(1), options.BeforeAsking,
            Random.Shared.NextDouble(), MessageTypes.Find(expired.Type)?.IsSentAtLeastOnce == true);
        Settle(outcome.Of(expired.Message, expired.Attempt, expired.Token));
    }

    private void Settle(Outcome outcome)
    {
        if (outcome.State == "dead-lettered") log.DeadLettered(outcome.Message.ToString(), outcome.Reason ?? "");
        if (outcome.State == "unconfirmed") log.Unconfirmed(outcome.Message.ToString(), outcome.Reason ?? "");
        DispatchMetrics.RecordOutcome(outcome.State, outcome.Reason);
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
            OffersStop = message.Claim.PersonId is not null && MessageTypes.Find(message.Claim.Type, settings) is { IsUrgent: false, AtAnyHour: false },
        };
    }

    // Messages of an area that is refused or switched off wait until it serves again, because only it has their templates and rules.
    private string[] ServedAreas() => [.. areas.Ready.Keys, Area.National];
}
