using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Platform;

/// <summary>
/// Work that happens again and again. It may run twice, on two hosts at once, or after a run that was cut short: the second run must change nothing.
/// </summary>
public interface IRecurringJob
{
    /// <summary>Does what is to be done now.</summary>
    /// <param name="cancellationToken">Stops the work between two pieces of it.</param>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Brings to its end what a run left under way. Called once when the host stops, after the last run.</summary>
    /// <returns>When nothing is left.</returns>
    Task FinishAsync() => Task.CompletedTask;
}

/// <summary>When a job runs.</summary>
public abstract record JobSchedule
{
    private JobSchedule()
    {
    }

    /// <summary>On every host, again and again. For work that hosts share row by row.</summary>
    /// <param name="interval">How long from one run to the next.</param>
    /// <returns>The schedule.</returns>
    public static JobSchedule Every(TimeSpan interval) => new OnEveryHost(interval);

    /// <summary>Once a day, on one host of all. A day that nobody was awake is made up for when the first host wakes.</summary>
    /// <param name="time">The time in London.</param>
    /// <returns>The schedule.</returns>
    public static JobSchedule DailyAt(TimeOnly time) => new OnceADay(time);

    internal sealed record OnEveryHost(TimeSpan Interval) : JobSchedule;

    internal sealed record OnceADay(TimeOnly Time) : JobSchedule;
}

/// <summary>A job that a module registered.</summary>
/// <param name="Key">A text key of ours, such as "follow-ups.tick". It is stored, so it is never renamed.</param>
/// <param name="Schedule">When it runs.</param>
/// <param name="Job">Finds the job.</param>
public sealed record RecurringJob(string Key, JobSchedule Schedule, Func<IServiceProvider, IRecurringJob> Job);

/// <summary>Registration of jobs.</summary>
public static class RecurringJobRegistration
{
    /// <summary>Registers a job.</summary>
    /// <typeparam name="T">The job; one instance serves the whole host.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="key">A text key of ours, such as "follow-ups.tick".</param>
    /// <param name="schedule">When it runs.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddRecurringJob<T>(this IServiceCollection services, string key, JobSchedule schedule)
        where T : class, IRecurringJob
    {
        services.AddSingleton<T>();
        return services.AddSingleton(new RecurringJob(key, schedule, provider => provider.GetRequiredService<T>()));
    }
}
