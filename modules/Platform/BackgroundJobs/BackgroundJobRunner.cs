using System.Data;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>Runs one background job: claims its row, keeps its heartbeat and records how it ended.</summary>
internal sealed partial class BackgroundJobRunner(
    IEnumerable<BackgroundJobKind> kinds, IServiceProvider services, Database database, ILogger<BackgroundJobRunner> log)
{
    private static readonly Actor Runner = Actor.Job("platform.background-jobs");
    private readonly Dictionary<string, BackgroundJobKind> byKey = kinds.ToDictionary(kind => kind.Key);

    public bool Knows(string stored) => BackgroundJobKey.Read(stored, out _) is { } key && byKey.ContainsKey(key);

    public async Task RunAsync(string stored, CancellationToken stopping)
    {
        var kind = byKey[BackgroundJobKey.Read(stored, out var id)!];
        await using var guard = await database.Source.OpenConnectionAsync(stopping);
        // One job of a kind at a time, over all hosts. A session lock is released with its connection, however the host ends. Without the lock the row stays
        // queued, and the sweep enqueues it again.
        if (!await TryLockAsync(guard, kind.Key, stopping)) return;
        try
        {
            await ClaimAndPerformAsync(kind, id, stopping);
        }
        finally
        {
            await UnlockAsync(guard);
        }
    }

    private async Task ClaimAndPerformAsync(BackgroundJobKind kind, Guid id, CancellationToken stopping)
    {
        var run = Guid.NewGuid();
        // After a crash Hangfire starts the job again. Its row is already claimed, so nothing runs, and the sweep marks it as interrupted.
        if (await ClaimAsync(id, run, stopping) is not { } argument) return;
        await using var heartbeat = new BackgroundJobHeartbeat(database, id, run, log, stopping);
        var end = await PerformAsync(kind, argument, heartbeat, stopping);
        await heartbeat.EndAsync(end);
    }

    private async Task<BackgroundJobEnd> PerformAsync(BackgroundJobKind kind, string argument, BackgroundJobHeartbeat heartbeat, CancellationToken stopping)
    {
        try
        {
            using var json = JsonDocument.Parse(argument);
            var result = await kind.Job(services).RunAsync(json.RootElement, heartbeat, heartbeat.CancellationToken);
            return new(result.Problem is null ? "done" : "failed", result.Problem, result.Result);
        }
        catch (OperationCanceledException) when (heartbeat.CancellationToken.IsCancellationRequested)
        {
            return heartbeat.IsCancelRequested ? new("cancelled")
                : new("interrupted", stopping.IsCancellationRequested ? "The host stopped." : "The host was cut off from the database.");
        }
        catch (Exception error)
        {
            WorkFailed(error, kind.Key);
            // Never the message: it could contain personal data.
            return new("failed", $"An error ended it: {error.GetType().Name}. The log of the host says more.");
        }
    }

    private async Task<string?> ClaimAsync(Guid id, Guid run, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Runner);
        var claimed = await change.ReadAsync(
            "update platform.background_job set state = 'running', run = $2, started_at = now(), heartbeat_at = now() where id = $1 and state = 'queued' " +
            "returning argument::text",
            [id, run], row => row.GetString(0), cancellationToken);
        await change.CommitAsync(cancellationToken);
        return claimed.SingleOrDefault();
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, string key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select pg_try_advisory_lock(hashtextextended('background-job/' || $1, 0))", connection) { Parameters = { new() { Value = key } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    // The pool resets a connection only when it is reused, so the lock would remain until then. A broken connection has none.
    private static async Task UnlockAsync(NpgsqlConnection connection)
    {
        if (connection.FullState != ConnectionState.Open) return;
        await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Background job {Key} failed.")]
    private partial void WorkFailed(Exception error, string key);
}
