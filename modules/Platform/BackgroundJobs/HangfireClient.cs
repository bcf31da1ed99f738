using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.Logging;

namespace WorkWell.Platform;

/// <summary>Schedules the daily jobs in Hangfire and enqueues jobs.</summary>
internal sealed partial class HangfireClient(HangfireStorage storage, TimeProvider clock, ILogger<HangfireClient> log)
{
    /// <summary>The queue of daily jobs.</summary>
    public const string DailyQueue = "default";

    /// <summary>The queue of long jobs, with a separate worker so nothing else waits behind them.</summary>
    public const string LongQueue = "long";

    // The default filters would store the culture with each job and keep hourly statistics.
    private readonly JobFilterProviderCollection filters = new(new JobFilterAttributeFilterProvider());

    /// <summary>The queue that wakes the hosts that run a job.</summary>
    public static string WakeQueue(string key) => "wake_" + key.Replace('.', '_');

    /// <summary>Enqueues a job.</summary>
    public void Enqueue(string key, string queue) => new BackgroundJobClient(storage, filters).Create(ScheduledJob.Of(key, queue), new EnqueuedState(queue));

    /// <summary>Enqueues a job unless its queue has one. That one has not run yet, so it sees everything committed by now.</summary>
    public void EnqueueOnce(string key, string queue)
    {
        if (storage.GetMonitoringApi().EnqueuedCount(queue) == 0) Enqueue(key, queue);
    }

    /// <summary>Wakes the hosts that run a job. They also poll, so a failure costs a few seconds.</summary>
    public void TellOthers(string key)
    {
        try
        {
            EnqueueOnce(key, WakeQueue(key));
        }
        catch (Exception away)
        {
            OthersWereNotTold(key, away.GetType().Name);
        }
    }

    /// <summary>Stores the schedule of the daily jobs. A job whose time is unchanged keeps its next run, even a missed one.</summary>
    public void Schedule(IEnumerable<RecurringJob> jobs)
    {
        var schedule = new RecurringJobManager(storage, filters, new DefaultTimeZoneResolver(), () => clock.GetUtcNow().UtcDateTime);
        foreach (var job in jobs)
        {
            if (job.Schedule is not JobSchedule.OnceADay daily) continue;
            schedule.AddOrUpdate(job.Key, ScheduledJob.Of(job.Key, DailyQueue), Cron.Daily(daily.Time.Hour, daily.Time.Minute),
                new RecurringJobOptions { TimeZone = LondonTime.Zone, MisfireHandling = MisfireHandlingMode.Relaxed });
        }
    }

    /// <summary>The filters of a working host: the client's, and one that leaves unknown jobs to other hosts.</summary>
    public IJobFilterProvider FiltersKnowing(Func<string, bool> isKnown) =>
        new JobFilterProviderCollection(new JobFilterAttributeFilterProvider(), new JobFilterCollection { new LeaveUnknownJobs(isKnown, clock) });

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other hosts could not be woken for {Key} ({Kind}); they will find the work when they poll.")]
    private partial void OthersWereNotTold(string key, string kind);
}
