using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace WorkWell.Communications.Dispatch;

/// <summary>
/// Keeps outcomes until they are recorded. While one batch travels the next gathers, so that batches grow with the load and nobody waits for a timer.
/// When the database is away outcomes wait for it; should the host die first, leases lapse and the messages are asked after.
/// </summary>
internal sealed class OutcomeRecorder(RecordOutcomes record, HandleUndeliverable handleUndeliverable, ILogger<OutcomeRecorder> log) : IDisposable
{
    private const int LargestBatch = 1000;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly Channel<object> waiting = Channel.CreateUnbounded<object>();
    private readonly SemaphoreSlim recording = new(1, 1);
    private int pending;

    /// <summary>How many outcomes are not recorded yet.</summary>
    public int Pending => Volatile.Read(ref pending);

    public void Add(Outcome outcome) => Enqueue(outcome);

    public void Add(Undeliverable undeliverable) => Enqueue(undeliverable);

    /// <summary>Records until stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await waiting.Reader.WaitToReadAsync(cancellationToken)) await RecordWaitingAsync(cancellationToken);
    }

    /// <summary>
    /// Records what waits now, all of it, and lets a batch that is under way come to its end first: when this returns, nothing is left to be cut off.
    /// </summary>
    public async Task RecordWaitingAsync(CancellationToken cancellationToken)
    {
        await recording.WaitAsync(cancellationToken);
        try
        {
            await RecordAllAsync(cancellationToken);
        }
        finally
        {
            recording.Release();
        }
    }

    public void Dispose() => recording.Dispose();

    private async Task RecordAllAsync(CancellationToken cancellationToken)
    {
        while (waiting.Reader.TryPeek(out _))
        {
            var outcomes = new List<Outcome>();
            var undeliverable = new List<Undeliverable>();
            while (outcomes.Count + undeliverable.Count < LargestBatch && waiting.Reader.TryRead(out var next))
            {
                if (next is Outcome outcome) outcomes.Add(outcome);
                else undeliverable.Add((Undeliverable)next);
            }
            if (outcomes.Count > 0) await PersistAsync(outcomes, outcomes.Count, (batch, token) => record.RecordAsync(batch, token), cancellationToken);
            foreach (var one in undeliverable)
                await PersistAsync([one], 1, (batch, token) => handleUndeliverable.SettleAsync(batch[0], token), cancellationToken);
            Interlocked.Add(ref pending, -(outcomes.Count + undeliverable.Count));
        }
    }

    private async Task PersistAsync<T>(
        IReadOnlyList<T> batch, int count, Func<IReadOnlyList<T>, CancellationToken, Task> persist, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await persist(batch, cancellationToken);
                return;
            }
            catch (PostgresException refusal) when (IsForEver(refusal))
            {
                // The database will never take this. One outcome must not hold up the others: find it, say so, and let its lease lapse.
                if (batch.Count == 1)
                {
                    log.OutcomeGivenUp(ReferenceOf(batch[0]!), refusal.SqlState);
                    return;
                }
                foreach (var one in batch) await PersistAsync([one], 1, persist, cancellationToken);
                return;
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
            {
                log.RecordingFailed(count, away.GetType().Name);
                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
    }

    // A server that only reads (as in a failover), is stopped, full or out of space says so with codes of its own classes; it may take the same outcome in a
    // while.
    private static bool IsForEver(PostgresException refusal) => !refusal.IsTransient && refusal.SqlState[..2] is not ("25" or "53" or "57" or "58");

    private void Enqueue(object item)
    {
        Interlocked.Increment(ref pending);
        waiting.Writer.TryWrite(item);
    }

    private static string ReferenceOf(object item) => item is Outcome outcome ? outcome.Message.ToString() : ((Undeliverable)item).Message.ToString();
}
