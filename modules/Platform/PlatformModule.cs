using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>What every module stands on: the database, events and the clock.</summary>
public static class PlatformModule
{
    /// <summary>Registers the platform.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="connectionString">Connects as the host's login, a member of the runtime role.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddPlatform(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton<TimeProvider>(provider => new DatabaseClock(provider.GetRequiredService<NpgsqlDataSource>(), TimeProvider.System));
        services.AddSingleton<ClockSync>();
        services.AddHostedService(provider => provider.GetRequiredService<ClockSync>());
        services.AddSingleton<DueTime>();
        services.AddSingleton(provider =>
            CalendarFile.Read(provider.GetRequiredService<IConfiguration>()["ConfigFolder"]
            ?? throw new InvalidOperationException("ConfigFolder is not set.")));
        services.AddSingleton<CalendarHealth>();
        services.AddHostedService(provider => provider.GetRequiredService<CalendarHealth>());
        services.AddHealthChecks().AddCheck<CalendarHealth>("calendar").AddCheck<DatabaseHealth>("database").AddCheck<ClockSync>("clock");
        AddBackgroundJobs(services, connectionString);
        services.AddSingleton<Reactions>();
        services.AddSingleton(_ => new DatabasePools(connectionString));
        services.AddSingleton(provider => provider.GetRequiredService<DatabasePools>().Of(ActorKind.Team));
        return services.AddSingleton<Database>();
    }

    private static void AddBackgroundJobs(IServiceCollection services, string connectionString)
    {
        services.AddSingleton<WorkSwitch>();
        services.AddSingleton<RecurringJobs>();
        services.AddSingleton<JobRuns>();
        services.AddSingleton(provider => new HangfireStorage(
            DatabasePools.Settings(connectionString, ActorKind.Team).ConnectionString, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<HangfireClient>();
        SchedulerDashboard.AddServices(services);
        services.AddSingleton(WakeUpOf);
        services.AddSingleton<BackgroundJobRunner>();
        services.AddSingleton(provider =>
            new BackgroundJobs(provider.GetRequiredService<Database>(), provider.GetRequiredService<HangfireClient>(),
            provider.GetRequiredService<WorkSwitch>()));
        services.AddRecurringJob<BackgroundJobSweep>(BackgroundJobSweep.Key, JobSchedule.Every(TimeSpan.FromMinutes(1)));
        services.AddSingleton<SchedulerStatus>();
        services.AddHostedService<JobHost>();
    }

    private static WakeUp WakeUpOf(IServiceProvider services)
    {
        var work = services.GetRequiredService<WorkSwitch>();
        var ticking = services.GetServices<RecurringJob>().Where(job => work.IsOn && job.Schedule is JobSchedule.OnEveryHost).Select(job => job.Key)
            .ToHashSet();
        return new WakeUp(ticking, work.IsByHand ? null : services.GetRequiredService<HangfireClient>().TellOthers,
            services.GetRequiredService<TimeProvider>());
    }
}
