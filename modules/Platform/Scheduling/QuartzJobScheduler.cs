using System.Globalization;
using Npgsql;
using Quartz;
using Quartz.Extensibility;

namespace WorkWell.Platform;

/// <summary>
/// Quartz ticks. Jobs of every host live in memory, because storing a tick a second would cost more than the work; daily jobs live in Quartz's clustered
/// PostgreSQL store, so that one host of all runs them and a day nobody was awake is made up for (docs/decisions/0050-what-ticks.md).
/// </summary>
internal sealed class QuartzJobScheduler(NpgsqlDataSource source, TimeProvider clock) : IJobScheduler
{
    private const string Group = "workwell";
    private readonly List<IScheduler> running = [];

    public async Task StartAsync(IReadOnlyCollection<RecurringJob> jobs, Func<string, CancellationToken, Task> run, CancellationToken stop)
    {
        await StopAsync(stop);
        var factory = new ScheduledJobFactory(run);
        var ticking = jobs.Where(job => job.Schedule is JobSchedule.OnEveryHost).ToArray();
        var daily = jobs.Where(job => job.Schedule is JobSchedule.OnceADay).ToArray();
        if (ticking.Length > 0) await StartAsync("ticks", ticking, factory, quartz => quartz.UseInMemoryStore(), stop);
        if (daily.Length > 0) await StartAsync("daily", daily, factory, Clustered, stop);
    }

    public async Task StopAsync(CancellationToken stop)
    {
        foreach (var scheduler in running) await scheduler.Shutdown(waitForJobsToComplete: true, stop);
        running.Clear();
    }

    private async Task StartAsync(string name, RecurringJob[] jobs, ScheduledJobFactory factory, Action<IQuartzBuilder> store, CancellationToken stop)
    {
        var scheduler = await QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = name;
                options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(jobs.Length);
            quartz.UseJobFactory(factory);
            quartz.UseTimeProvider(clock);
            store(quartz);
        }).BuildScheduler(stop);
        running.Add(scheduler);
        foreach (var job in jobs) await ScheduleAsync(scheduler, job, stop);
        await scheduler.Start(stop);
    }

    private void Clustered(IQuartzBuilder quartz) => quartz.UsePersistentStore(store =>
    {
        store.UsePostgres(data => data.DataSourceFactory = _ => source);
        store.ConfigureStore(options => options.TablePrefix = "platform.qrtz_");
        store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(20));
    });

    private static async Task ScheduleAsync(IScheduler scheduler, RecurringJob job, CancellationToken stop)
    {
        var detail = JobBuilder.Create<ScheduledJob>().WithIdentity(job.Key, Group).StoreDurably().DisallowConcurrentExecution().Build();
        await scheduler.AddJob(detail, AddJobOptions.Replacing, stop);
        var trigger = TriggerBuilder.Create().WithIdentity(job.Key, Group).ForJob(detail).WithSchedule(Schedule(job)).Build();
        // A stored trigger that says the same stays: replacing it would forget that a run was missed while no host was awake.
        var stored = await scheduler.GetTrigger(trigger.Key, stop) as ICronTrigger;
        var isSame = trigger is ICronTrigger cron && stored?.CronExpressionString == cron.CronExpressionString;
        await scheduler.ScheduleTrigger(trigger, isSame ? TriggerConflict.Keep : TriggerConflict.Replace, stop);
    }

    private static IScheduleBuilder Schedule(RecurringJob job) => job.Schedule switch
    {
        JobSchedule.OnEveryHost every => SimpleScheduleBuilder.Create().WithInterval(every.Interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount),
        JobSchedule.OnceADay daily => CronScheduleBuilder.Create(string.Create(CultureInfo.InvariantCulture, $"0 {daily.Time.Minute} {daily.Time.Hour} * * ?"))
            .InTimeZone(LondonTime.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed),
        _ => throw new InvalidOperationException($"Nobody runs the schedule of {job.Key}."),
    };

    private sealed class ScheduledJobFactory(Func<string, CancellationToken, Task> run) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new JobScope(new ScheduledJob(run), null!));

        public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}

/// <summary>The one job type Quartz knows: the key it was scheduled under says which of ours it runs.</summary>
internal sealed class ScheduledJob(Func<string, CancellationToken, Task> run) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await run(context.JobDetail.Key.Name, cancellationToken);
}
