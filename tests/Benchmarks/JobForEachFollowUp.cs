using Npgsql;
using Quartz;
using Quartz.Extensibility;
using WorkWell.Platform;

namespace WorkWell.Benchmarks;

/// <summary>
/// The usual scheduler design: one stored job for each follow-up. Quartz with its clustered PostgreSQL store, ten threads, each job writing one text.
/// </summary>
internal sealed class JobForEachFollowUp(DurableDatabase database) : IAsyncDisposable
{
    private readonly NpgsqlDataSource source = PlatformModule.RuntimeSource(database.ConnectionString);
    private readonly Queue<IScheduler> rounds = new();
    private int perRound;
    private static int done;
    private static TaskCompletionSource allDone = new();

    public async Task PrepareAsync(int count, int number)
    {
        perRound = number;
        await database.ExecuteAsync("create table public.job_message (id text primary key, body text not null, at timestamptz not null); grant insert on public.job_message to workwell_runtime");
        for (var round = 0; round < count; round++)
        {
            var name = $"bench{round}";
            var scheduler = await QuartzSchedulerBuilder.Create(quartz =>
            {
                quartz.ConfigureScheduler(options => options.InstanceName = name);
                quartz.UseDefaultThreadPool(10);
                quartz.UseJobFactory(new Factory(source, number));
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(data => data.DataSourceFactory = _ => source);
                    store.ConfigureStore(options => options.TablePrefix = "platform.qrtz_");
                    store.UseClustering();
                });
            }).BuildScheduler();
            for (var i = 0; i < number; i++)
            {
                var detail = JobBuilder.Create<WriteOne>().WithIdentity($"{name}/{i}").Build();
                await scheduler.ScheduleJob(detail, TriggerBuilder.Create().WithIdentity($"{name}/{i}").StartNow().Build());
            }
            rounds.Enqueue(scheduler);
        }
    }

    public async Task<long> RunRoundAsync()
    {
        done = 0;
        allDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var scheduler = rounds.Dequeue();
        await scheduler.Start();
        await allDone.Task;
        await scheduler.Shutdown(waitForJobsToComplete: true);
        return perRound;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private sealed class Factory(NpgsqlDataSource source, int number) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new JobScope(new WriteOne(source, number), null!));

        public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }

    internal sealed class WriteOne(NpgsqlDataSource source, int number) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            await using var command = source.CreateCommand("insert into public.job_message (id, body, at) values ($1, $2, now())");
            command.Parameters.Add(new() { Value = context.JobDetail.Key.Name });
            command.Parameters.Add(new() { Value = $"Dear person {context.JobDetail.Key.Name}, this is your coach. How are things going with work and health?" });
            await command.ExecuteNonQueryAsync(cancellationToken);
            if (Interlocked.Increment(ref done) == number) allDone.TrySetResult();
        }
    }
}
