using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>What every module stands on: the database, events and the clock.</summary>
public static class PlatformModule
{
    private const int KeptStatements = 100;

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
        services.AddSingleton(_ => RuntimeSource(connectionString));
        return services.AddSingleton<Database>();
    }

    private static void AddBackgroundJobs(IServiceCollection services, string connectionString)
    {
        services.AddSingleton<WorkSwitch>();
        services.AddSingleton<RecurringJobs>();
        services.AddSingleton<JobRuns>();
        services.AddSingleton(provider => new HangfireStorage(RuntimeSettings(connectionString).ConnectionString, provider.GetRequiredService<TimeProvider>()));
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

    /// <summary>The pool of the running host.</summary>
    /// <param name="connectionString">Connects as the host's login, a member of the runtime role.</param>
    /// <returns>A pool whose sessions act as the runtime role.</returns>
    public static NpgsqlDataSource RuntimeSource(string connectionString) => NpgsqlDataSource.Create(KeepingPlans(RuntimeSettings(connectionString)));

    /// <summary>
    /// The same settings, with which each connection keeps the statements that come again and again. Working out what the walls add to a statement takes longer
    /// than reading its rows.
    /// </summary>
    /// <param name="settings">How to connect.</param>
    /// <returns>A connection string.</returns>
    public static string KeepingPlans(NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlConnectionStringBuilder(settings.ConnectionString) { MaxAutoPrepare = KeptStatements }.ConnectionString;

    // A session that kept its settings when it goes back to the pool would leak one area's rows to the next user.
    private static NpgsqlConnectionStringBuilder RuntimeSettings(string connectionString) =>
        new(connectionString) { NoResetOnClose = false, Options = $"-c role={Migrator.RuntimeRole} -c timezone=UTC" };
}
