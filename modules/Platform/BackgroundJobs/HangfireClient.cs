using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.Logging;

namespace WorkWell.Platform;

/// <summary>Everything this host says to Hangfire: which jobs are daily, and that a job is to run now.</summary>
internal sealed partial class HangfireClient(HangfireStorage storage, TimeProvider clock, ILogger<HangfireClient> log)
{
    /// <summary>The queue of daily jobs.</summary>
    public const string DailyQueue = "default";

    /// <summary>The queue of long work, with a worker of its own so that nothing else waits behind it.</summary>
    public const string LongQueue = "long";

    // The usual filters would store the culture of whoever enqueues with each job, and keep statistics by the hour.
    private readonly JobFilterProviderCollection filters = new(new JobFilterAttributeFilterProvider());

    /// <summary>The queue by which the hosts that run a job are woken.</summary>
    public static string WakeQueue(string key) => "wake_" + key.Replace('.', '_');

    /// <summary>Enqueues a job.</summary>
    public void Enqueue(string key, string queue) => new BackgroundJobClient(storage, filters).Create(ScheduledJob.Of(key, queue), new EnqueuedState(queue));

    /// <summary>Enqueues a job unless one waits in its queue already: that one has yet to run, and so sees all that is committed now.</summary>
    public void EnqueueOnce(string key, string queue)
    {
        if (storage.GetMonitoringApi().EnqueuedCount(queue) == 0) Enqueue(key, queue);
    }

    /// <summary>Wakes the hosts that run a job. They also look by themselves, so a failure costs a second or a few.</summary>
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

    /// <summary>Stores when the daily jobs run. One whose time is unchanged keeps its next run, also one that was missed.</summary>
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

    /// <summary>The filters of a working host: those of the client, and one that leaves unknown jobs to others.</summary>
    public IJobFilterProvider FiltersKnowing(Func<string, bool> isKnown) =>
        new JobFilterProviderCollection(new JobFilterAttributeFilterProvider(), new JobFilterCollection { new LeaveUnknownJobs(isKnown, clock) });

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other hosts could not be woken for {Key}: {Kind}. They look by themselves.")]
    private partial void OthersWereNotTold(string key, string kind);
}
