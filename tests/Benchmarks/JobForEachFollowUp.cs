using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Benchmarks;

/// <summary>
/// The usual scheduler design: one stored job for each follow-up. Hangfire with our storage options, ten workers, each job writing one text.
/// </summary>
internal sealed class JobForEachFollowUp(DurableDatabase database) : IAsyncDisposable
{
    private readonly NpgsqlDataSource source = DatabasePools.Source(database.ConnectionString, ActorKind.Team);
    private readonly HangfireStorage storage = new(database.ConnectionString, TimeProvider.System);
    private readonly JobFilterProviderCollection filters = new(new JobFilterAttributeFilterProvider());
    private int round;
    private int perRound;
    private int done;
    private TaskCompletionSource allDone = new();

    public async Task PrepareAsync(int count, int number)
    {
        perRound = number;
        await database.ExecuteAsync(
            "create table public.job_message (id text primary key, body text not null, at timestamptz not null); grant insert on public.job_message to " +
            "workwell_runtime");
        var client = new BackgroundJobClient(storage, filters);
        for (var each = 0; each < count; each++)
        {
            for (var i = 0; i < number; i++) client.Create(ScheduledJob.Of($"{each}/{i}"), new EnqueuedState($"round{each}"));
        }
    }

    public async Task<long> RunRoundAsync()
    {
        done = 0;
        allDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new BackgroundJobServerOptions { WorkerCount = 10, Queues = [$"round{round++}"], FilterProvider = filters,
            Activator = new ScheduledJobActivator(WriteOneAsync) };
        using var server = new BackgroundJobServer(options, storage);
        await allDone.Task;
        server.SendStop();
        await server.WaitForShutdownAsync(default);
        return perRound;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task WriteOneAsync(string key, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("insert into public.job_message (id, body, at) values ($1, $2, now())");
        command.Parameters.Add(new() { Value = key });
        command.Parameters.Add(new() { Value = $"Dear person {key}, this is your coach. How are things going with work and health?" });
        await command.ExecuteNonQueryAsync(cancellationToken);
        if (Interlocked.Increment(ref done) == perRound) allDone.TrySetResult();
    }
}
