using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// Commits changes in groups: those that become ready during one commit share the next, so they take one round trip and one wait for the disk. A change never
/// waits for a batch to fill; if a connection is free it commits immediately. When the database refuses a group, each change is retried alone, so the error
/// reaches only the change that caused it.
/// </summary>
internal sealed class GroupCommit(NpgsqlDataSource source)
{
    private const int Lines = 2;
    private const int MaxChanges = 32;
    private const int MaxStatements = 50;
    private const int MaxRows = 200;
    private const int Tries = 3;

    // A change blocked by a row lock is retried outside the group, so it cannot delay the others.
    private static readonly Statement ShortLockTimeout = new("select set_config('lock_timeout', '100ms', true)", []);

    private readonly Lock gate = new();
    private readonly Queue<ReadyChange> ready = new();
    private int busyLines;

    /// <summary>Sends a change's statements and commits them together.</summary>
    /// <param name="actor">The actor making the change.</param>
    /// <param name="statements">The statements, in order.</param>
    /// <param name="cancellationToken">Takes the change back while it has not been sent.</param>
    public Task SendAsync(Actor actor, StatementQueue statements, CancellationToken cancellationToken)
    {
        var change = new ReadyChange(actor, statements, cancellationToken);
        // A large change, such as part of an upload, would delay everyone else in its group.
        if (statements.Count > MaxStatements || statements.MaxRows > MaxRows) return SendPatientlyAsync(change, cancellationToken);
        lock (gate)
        {
            ready.Enqueue(change);
            if (busyLines == Lines) return change.Sent;
            busyLines++;
        }
        // The sender outlives the request that started it, so it must not capture that request's context.
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(SendWhatIsReadyAsync, CancellationToken.None);
        return change.Sent;
    }

    private async Task SendPatientlyAsync(ReadyChange change, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await SendAsync([change], [], cancellationToken);
                return;
            }
            catch (PostgresException refusal) when (tries < Tries && TransactionRetry.IsRetryable(refusal))
            {
                // Nothing was saved, so the same statements can be sent again.
            }
        }
    }

    private async Task SendWhatIsReadyAsync()
    {
        while (TakeGroup() is { Count: > 0 } group) await SendGroupAsync(group);
    }

    private List<ReadyChange> TakeGroup()
    {
        var group = new List<ReadyChange>();
        lock (gate)
        {
            while (group.Count < MaxChanges && ready.TryDequeue(out var change))
            {
                if (!change.IsTakenBack()) group.Add(change);
            }
            if (group.Count == 0) busyLines--;
        }
        return group;
    }

    private async Task SendGroupAsync(List<ReadyChange> group)
    {
        try
        {
            await SendAsync(group, [ShortLockTimeout], CancellationToken.None);
            foreach (var change in group) change.Succeed();
        }
        catch (PostgresException refusal) when (group.Count > 1 || TransactionRetry.IsRetryable(refusal))
        {
            foreach (var change in group) _ = SendByItselfAsync(change);
        }
        catch (Exception failure)
        {
            foreach (var change in group) change.Fail(failure);
        }
    }

    private async Task SendByItselfAsync(ReadyChange change)
    {
        try
        {
            await SendPatientlyAsync(change, CancellationToken.None);
            change.Succeed();
        }
        catch (Exception failure)
        {
            change.Fail(failure);
        }
    }

    // Without an explicit BEGIN a batch is one implicit transaction ended by its single Sync: one round trip, all or nothing.
    private async Task SendAsync(List<ReadyChange> changes, Statement[] first, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = connection.CreateBatch();
        foreach (var statement in first) batch.BatchCommands.Add(statement.ToCommand());
        // Rows written by the same actor are sent as one statement for each kind.
        foreach (var alike in changes.GroupBy(change => (
            change.Actor.Name, change.Actor.AreaSetting, change.Actor.Purpose, change.Actor.Organisation, change.Actor.Opened)))
        {
            batch.BatchCommands.Add(Database.ActAs(alike.First().Actor));
            foreach (var command in Together(alike).ToCommands()) batch.BatchCommands.Add(command);
        }
        // Prepares only statements new to this connection. Replanning them every time cost more than running them.
        await batch.PrepareAsync(cancellationToken);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static StatementQueue Together(IEnumerable<ReadyChange> alike)
    {
        if (alike is ICollection<ReadyChange> { Count: 1 }) return alike.First().Statements;
        var together = new StatementQueue();
        foreach (var change in alike) together.Add(change.Statements);
        return together;
    }

    private sealed class ReadyChange(Actor actor, StatementQueue statements, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Actor Actor => actor;

        public StatementQueue Statements => statements;

        public Task Sent => sent.Task;

        public bool IsTakenBack() => cancellationToken.IsCancellationRequested && sent.TrySetCanceled(cancellationToken);

        public void Succeed() => sent.SetResult();

        public void Fail(Exception failure) => sent.SetException(failure);
    }
}
