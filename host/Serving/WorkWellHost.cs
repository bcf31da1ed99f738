using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host;

/// <summary>What a host needs in order to start.</summary>
public sealed record HostSettings
{
    /// <summary>Connects to the database as the host's login.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The folder of workwell.json, areas, calendars and schemas.</summary>
    public required string ConfigFolder { get; init; }

    /// <summary>The folder with one folder for each built plugin.</summary>
    public required string PluginsFolder { get; init; }

    /// <summary>The folder for data the host creates, such as the postcode index. Null: ".workwell" beside the config folder.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The address to listen on. Port 0 picks a free one.</summary>
    public string Address { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Settings that override workwell.json, by configuration key.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();

    /// <summary>Replaces services, for example the clock.</summary>
    public Action<IServiceCollection>? Replace { get; init; }
}

/// <summary>Assembles the host: configuration, modules, routes.</summary>
public static class WorkWellHost
{
    /// <summary>Builds a host with its areas loaded that has not started yet. The database has to be migrated.</summary>
    /// <param name="settings">The host's settings.</param>
    /// <returns>The application.</returns>
    public static WebApplication Build(HostSettings settings)
    {
        var app = Assemble(settings);
        if (app.Services.GetRequiredService<TimeProvider>() is DatabaseClock clock) clock.MeasureAsync(CancellationToken.None).GetAwaiter().GetResult();
        app.Services.GetRequiredService<IAreaLoading>().LoadAsync(CancellationToken.None).GetAwaiter().GetResult();
        return app;
    }

    /// <summary>Assembles a host without touching the database or loading an area.</summary>
    internal static WebApplication Assemble(HostSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = typeof(WorkWellHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        // A missing service is found when the host is assembled, not at the first request that needs it.
        builder.Host.UseDefaultServiceProvider(services => (services.ValidateOnBuild, services.ValidateScopes) = (true, true));
        builder.Configuration
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Pages"] = HostFolders.Find().Pages })
            // Not reloaded on file events: a half-written file would empty it. The Areas module reloads it once it is complete.
            .AddJsonFile(Path.Combine(settings.ConfigFolder, "workwell.json"), optional: false, reloadOnChange: false)
            .AddEnvironmentVariables("WORKWELL_")
            .AddInMemoryCollection(Secrets.SettingsInFiles())
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConfigFolder"] = settings.ConfigFolder, ["PluginsFolder"] = settings.PluginsFolder })
            .AddInMemoryCollection(settings.DataFolder is { } data ? new Dictionary<string, string?> { ["Data"] = data } : [])
            .AddInMemoryCollection(settings.Overrides);
        builder.WebHost.UseUrls(settings.Address);
        builder.Services.AddProblemDetails();
        builder.Services.AddPlatform(settings.ConnectionString);
        builder.Services.AddSingleton(new PluginTrialProgram(typeof(WorkWellHost).Assembly.Location));
        builder.Services.AddTelemetry(TelemetryOptions.Read(builder.Configuration));
        foreach (var module in Modules.All) module.AddServices(builder.Services, builder.Configuration);
        settings.Replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = Failure.StatusOf, SuppressDiagnosticsCallback = failed => Failure.IsOfSender(failed.Exception),
        });
        app.UseStatusCodePages();
        app.UseSecondTry();
        foreach (var module in Modules.All) module.Use(app);
        HealthRoutes.Map(app);
        foreach (var module in Modules.All) module.MapRoutes(app);
        return app;
    }
}
