using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>
/// Stores the valid rows of a file in batches: while one commits, the next is decided and the one after is read and validated.
/// </summary>
internal sealed class ImportPipeline(ReceiveBatch receive, Actor sender, CancellationToken cancellationToken)
{
    private const int AtOnce = 2;

    private readonly Queue<Task<IReadOnlyList<(BulkRow Row, string? Reference, BatchAnswer Answer)>>> keeping = new();
    private List<(BulkRow Row, string? Reference, ReadyReferral Ready)> next = [];

    /// <summary>Rows that are referrals, now or from before.</summary>
    public List<TakenRow> Taken { get; } = [];

    /// <summary>Rows whose idempotency key belongs to a referral with other details.</summary>
    public List<BulkRow> KeyReused { get; } = [];

    public async ValueTask AddAsync(BulkRow row, string? reference, ReadyReferral ready)
    {
        next.Add((row, reference, ready));
        if (next.Count == BulkImport.RowsInBatch) await SendAsync();
    }

    /// <summary>Waits for the running batches, also when the file breaks off.</summary>
    public async Task SettleAsync()
    {
        await Task.WhenAll(keeping);
        while (keeping.Count > 0) Count(await keeping.Dequeue());
    }

    /// <summary>Stores the last, incomplete batch.</summary>
    public async Task EndAsync()
    {
        if (next.Count > 0) await SendAsync();
        await SettleAsync();
    }

    private async Task SendAsync()
    {
        if (keeping.Count == AtOnce) Count(await keeping.Dequeue());
        var (batch, before) = (next, keeping.LastOrDefault() ?? Task.CompletedTask);
        next = new(BulkImport.RowsInBatch);
        keeping.Enqueue(Task.Run(() => KeepAsync(batch, before), CancellationToken.None));
    }

    private void Count(IReadOnlyList<(BulkRow Row, string? Reference, BatchAnswer Answer)> answers)
    {
        foreach (var (row, reference, answer) in answers)
        {
            if (answer.Referral is { } referral)
                Taken.Add(new(row.Number, reference, referral.Reference, referral.Outcome, referral.IsUrgent, answer.IsRepeat));
            else KeyReused.Add(row);
        }
    }

    private async Task<IReadOnlyList<(BulkRow Row, string? Reference, BatchAnswer Answer)>> KeepAsync(
        List<(BulkRow Row, string? Reference, ReadyReferral Ready)> batch, Task before)
    {
        var answers = await receive.RunAsync([.. batch.Select(one => one.Ready)], sender, before, cancellationToken);
        return [.. batch.Zip(answers, (one, answer) => (one.Row, one.Reference, answer))];
    }
}
