using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Platform;

/// <summary>
/// A recurring job. It may run twice, on two hosts at once or after an interrupted run; the second run must change nothing.
/// </summary>
public interface IRecurringJob
{
    /// <summary>Does the work that is due.</summary>
    /// <param name="cancellationToken">Stops the job between two units of work.</param>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Completes work that the last run left in progress. Called once, when the host stops.</summary>
    /// <returns>A task that completes when nothing is in progress.</returns>
    Task FinishAsync() => Task.CompletedTask;
}

/// <summary>When a job runs.</summary>
public abstract record JobSchedule
{
    private JobSchedule()
    {
    }

    /// <summary>Runs at an interval on every host, for work that hosts share row by row.</summary>
    /// <param name="interval">The time between runs.</param>
    /// <returns>The schedule.</returns>
    public static JobSchedule Every(TimeSpan interval) => new OnEveryHost(interval);

    /// <summary>Runs once a day, on one host. A missed daily run happens when the first host starts.</summary>
    /// <param name="time">The time in London.</param>
    /// <returns>The schedule.</returns>
    public static JobSchedule DailyAt(TimeOnly time) => new OnceADay(time);

    internal sealed record OnEveryHost(TimeSpan Interval) : JobSchedule;

    internal sealed record OnceADay(TimeOnly Time) : JobSchedule;
}

/// <summary>A job registered by a module.</summary>
/// <param name="Key">A key such as "follow-ups.tick". It is stored and never renamed.</param>
/// <param name="Schedule">When it runs.</param>
/// <param name="Job">Creates the job.</param>
public sealed record RecurringJob(string Key, JobSchedule Schedule, Func<IServiceProvider, IRecurringJob> Job);

/// <summary>Registers recurring jobs.</summary>
public static class RecurringJobRegistration
{
    /// <summary>Registers a job.</summary>
    /// <typeparam name="T">The job; one instance per host.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="key">A key such as "follow-ups.tick".</param>
    /// <param name="schedule">When it runs.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddRecurringJob<T>(this IServiceCollection services, string key, JobSchedule schedule)
        where T : class, IRecurringJob
    {
        services.AddSingleton<T>();
        return services.AddSingleton(new RecurringJob(key, schedule, provider => provider.GetRequiredService<T>()));
    }
}
