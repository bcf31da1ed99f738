using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>How a background job ended.</summary>
internal sealed record BackgroundJobEnd(string State, string? Problem = null, object? Result = null);

/// <summary>Updates the heartbeat and progress in a job's row every two seconds, and reads there whether the job was cancelled.</summary>
internal sealed partial class BackgroundJobHeartbeat : IProgress<BackgroundJobProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxTimeToEnd = TimeSpan.FromSeconds(20);
    private static readonly Actor Runner = Actor.Job("platform.background-jobs");
    private readonly Database database;
    private readonly Guid id;
    private readonly Guid run;
    private readonly ILogger log;
    private readonly CancellationTokenSource cancelled;
    private readonly CancellationTokenSource ended = new();
    private readonly Task beating;
    private volatile BackgroundJobProgress reached = new(0);

    public BackgroundJobHeartbeat(Database database, Guid id, Guid run, ILogger log, CancellationToken stopping)
    {
        (this.database, this.id, this.run, this.log) = (database, id, run, log);
        cancelled = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        beating = Task.Run(BeatAsync, CancellationToken.None);
    }

    /// <summary>Cancels the job: a person cancelled it, the host is stopping, or another host marked it as interrupted.</summary>
    public CancellationToken CancellationToken => cancelled.Token;

    public bool IsCancelRequested { get; private set; }

    public void Report(BackgroundJobProgress value) => reached = value with { Share = Math.Clamp(value.Share, 0, 1) };

    /// <summary>Records how the job ended, unless another host has marked it as interrupted.</summary>
    public async Task EndAsync(BackgroundJobEnd end)
    {
        await StopBeatingAsync();
        using var limit = new CancellationTokenSource(MaxTimeToEnd);
        for (var wait = 1; ; wait *= 2)
        {
            try
            {
                await WriteEndAsync(end, limit.Token);
                return;
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException && !limit.IsCancellationRequested)
            {
                DatabaseIsAway(away.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(wait), limit.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopBeatingAsync();
        cancelled.Dispose();
        ended.Dispose();
    }

    private async Task WriteEndAsync(BackgroundJobEnd end, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Runner);
        change.Write(
            """
            update platform.background_job set state = $3, problem = $4, result = $5::jsonb, description = $6, ended_at = now(),
              progress = case $3 when 'done' then 1 else greatest(progress, $7) end
            where id = $1 and run = $2 and state = 'running'
            """,
            id, run, end.State, DbValue.Text(end.Problem),
            DbValue.Text(end.Result is null ? null : JsonSerializer.Serialize(end.Result, JsonSerializerOptions.Web)),
            DbValue.Text(reached.Description), reached.Share);
        await change.CommitAsync(cancellationToken);
    }

    private async Task BeatAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Interval, ended.Token);
                await BeatOnceAsync();
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
            {
                DatabaseIsAway(away.GetType().Name);
            }
        }
    }

    private async Task BeatOnceAsync()
    {
        await using var change = database.Begin(Runner);
        var ours = await change.ReadAsync(
            """
            update platform.background_job set heartbeat_at = now(), progress = $3, description = $4 where id = $1 and run = $2 and state = 'running'
            returning cancel_requested_at is not null
            """,
            [id, run, reached.Share, DbValue.Text(reached.Description)], row => row.GetBoolean(0), ended.Token);
        await change.CommitAsync(ended.Token);
        IsCancelRequested = ours is [true];
        if (ours is not [false]) await cancelled.CancelAsync();
    }

    private async Task StopBeatingAsync()
    {
        await ended.CancelAsync();
        await beating;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A background job could not record its progress ({Kind}); it continues.")]
    private partial void DatabaseIsAway(string kind);
}
