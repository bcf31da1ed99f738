using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>The good rows of a file on their way into the database: one batch is being kept while the next is read and checked, so that neither waits for the other.</summary>
internal sealed class BatchesUnderWay(ReceiveBatch receive, Actor sender, CancellationToken stop)
{
    private List<(BulkRow Row, ReadyReferral Ready)> next = [];
    private Task<IReadOnlyList<(BulkRow Row, BatchAnswer Answer)>> keeping = Task.FromResult<IReadOnlyList<(BulkRow, BatchAnswer)>>([]);

    /// <summary>Rows that are referrals now.</summary>
    public int Received { get; private set; }

    /// <summary>Rows that had been sent before.</summary>
    public int Repeated { get; private set; }

    /// <summary>Rows whose mark belongs to a referral with other details.</summary>
    public List<BulkRow> UsedOtherwise { get; } = [];

    public async ValueTask AddAsync(BulkRow row, ReadyReferral ready)
    {
        next.Add((row, ready));
        if (next.Count == BulkImport.RowsInBatch) await SendAsync();
    }

    /// <summary>Waits for the batch under way. Also when a file breaks off, nothing is left behind.</summary>
    public async Task SettleAsync()
    {
        foreach (var (row, answer) in await keeping)
        {
            if (answer == BatchAnswer.Received) Received++;
            else if (answer == BatchAnswer.Repeated) Repeated++;
            else UsedOtherwise.Add(row);
        }
        keeping = Task.FromResult<IReadOnlyList<(BulkRow, BatchAnswer)>>([]);
    }

    /// <summary>Keeps the rows that did not fill a batch.</summary>
    public async Task EndAsync()
    {
        if (next.Count > 0) await SendAsync();
        await SettleAsync();
    }

    private async Task SendAsync()
    {
        await SettleAsync();
        var batch = next;
        next = new(BulkImport.RowsInBatch);
        keeping = Task.Run(() => KeepAsync(batch), CancellationToken.None);
    }

    private async Task<IReadOnlyList<(BulkRow Row, BatchAnswer Answer)>> KeepAsync(List<(BulkRow Row, ReadyReferral Ready)> batch)
    {
        var answers = await receive.RunAsync([.. batch.Select(one => one.Ready)], sender, stop);
        return [.. batch.Zip(answers, (one, answer) => (one.Row, answer))];
    }
}
