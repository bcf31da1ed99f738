using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace WorkWell.Communications.Dispatch;

/// <summary>
/// Holds outcomes until they are recorded. While one batch is being written the next collects, so batches grow with the load without a timer. Outcomes wait
/// while the database is unavailable; if the host dies first, their messages are recovered when the leases expire.
/// </summary>
internal sealed class OutcomeRecorder(RecordOutcomes record, HandleUndeliverable handleUndeliverable, ILogger<OutcomeRecorder> log) : IDisposable
{
    private const int MaxBatch = 1000;
    private static readonly TimeSpan BetweenRetries = TimeSpan.FromSeconds(1);

    private readonly Channel<object> waiting = Channel.CreateUnbounded<object>();
    private readonly SemaphoreSlim recording = new(1, 1);
    private int pending;

    /// <summary>How many outcomes are not recorded yet.</summary>
    public int Pending => Volatile.Read(ref pending);

    public void Add(Outcome outcome) => Enqueue(outcome);

    public void Add(Undeliverable undeliverable) => Enqueue(undeliverable);

    /// <summary>Records until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await waiting.Reader.WaitToReadAsync(cancellationToken)) await RecordWaitingAsync(cancellationToken);
    }

    /// <summary>Records everything that is waiting, after any batch already being written.</summary>
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
            while (outcomes.Count + undeliverable.Count < MaxBatch && waiting.Reader.TryRead(out var next))
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
            catch (PostgresException refusal) when (IsPermanent(refusal))
            {
                // Retrying cannot help, and one outcome must not block the others: the batch is written one by one to find it.
                if (batch.Count == 1)
                {
                    log.OutcomeRejected(ReferenceOf(batch[0]!), refusal.SqlState);
                    return;
                }
                foreach (var one in batch) await PersistAsync([one], 1, persist, cancellationToken);
                return;
            }
            catch (Exception unavailable) when (unavailable is NpgsqlException or TimeoutException or IOException)
            {
                log.RecordingFailed(count, unavailable.GetType().Name);
                await Task.Delay(BetweenRetries, cancellationToken);
            }
        }
    }

    // Classes 25, 53, 57 and 58: the server is read-only (a failover), out of resources, stopping or failing, and may accept the same outcome later.
    private static bool IsPermanent(PostgresException refusal) => !refusal.IsTransient && refusal.SqlState[..2] is not ("25" or "53" or "57" or "58");

    private void Enqueue(object item)
    {
        Interlocked.Increment(ref pending);
        waiting.Writer.TryWrite(item);
    }

    private static string ReferenceOf(object item) => item is Outcome outcome ? outcome.Message.ToString() : ((Undeliverable)item).Message.ToString();
}
