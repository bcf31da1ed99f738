using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkWell.Host;
using WorkWell.Platform;

namespace WorkWell.TestKit;

/// <summary>The real host on a free loopback port, with its own database and a simulated clock.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    // A password is slow to hash on purpose: that would be half of what the tests of staff pages take.
    private static readonly IConfigureOptions<PasswordHasherOptions> CheapPasswords =
        new ConfigureOptions<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);

    private readonly WebApplication app;
    private readonly bool ownsDatabase;

    private RunningHost(WebApplication app, TestDatabase database, bool ownsDatabase, ManualTimeProvider clock)
    {
        this.app = app;
        this.ownsDatabase = ownsDatabase;
        Database = database;
        Clock = clock;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    /// <summary>The start time of most tests: Monday 7 September 2026, 10:00 in London, during summer time.</summary>
    public static DateTimeOffset UsualStart { get; } = new(2026, 9, 7, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The database.</summary>
    public TestDatabase Database { get; }

    /// <summary>The clock.</summary>
    public ManualTimeProvider Clock { get; }

    /// <summary>A client of the host.</summary>
    public HttpClient Client { get; }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>For <c>replace</c>: passwords take as long to hash as they do where it counts.</summary>
    /// <param name="services">The services of the host.</param>
    public static void HashPasswordsAsShipped(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ImplementationInstance == CheapPasswords));

    /// <summary>Starts a host.</summary>
    /// <param name="overrides">Settings that override workwell.json.</param>
    /// <param name="configFolder">Another config folder; null for the checkout's.</param>
    /// <param name="replace">Replaces further services, such as the log.</param>
    /// <param name="database">A database shared with another host and disposed of by its creator; null for a new one.</param>
    /// <returns>The host; dispose of it.</returns>
    public static async Task<RunningHost> StartAsync(
        IReadOnlyDictionary<string, string?>? overrides = null, string? configFolder = null, Action<IServiceCollection>? replace = null,
        TestDatabase? database = null)
    {
        var ownsDatabase = database is null;
        database ??= await TestDatabase.CreateAsync();
        var clock = new ManualTimeProvider(UsualStart);
        var app = WorkWellHost.Build(new HostSettings
        {
            ConnectionString = database.HostConnectionString,
            ConfigFolder = configFolder ?? Checkout.Path("config"),
            PluginsFolder = Checkout.Path("artifacts", "areas"),
            Address = "http://127.0.0.1:0",
            Overrides = Settings(overrides),
            Replace = services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton(CheapPasswords);
                replace?.Invoke(services);
            },
        });
        await app.StartAsync();
        return new RunningHost(app, database, ownsDatabase, clock);
    }

    // Data loaded in this checkout, such as the real postcodes, must not affect tests.
    private static Dictionary<string, string?> Settings(IReadOnlyDictionary<string, string?>? overrides)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Data"] = Checkout.Path(".workwell", "test-data"),
            ["Texts"] = Checkout.Path("config", "texts"),
            // Jobs run and messages leave when a test says so (RecurringJobs, IMessageDispatch), not when the host comes round to it.
            ["Work:Enabled"] = "false",
            ["Dispatch:Enabled"] = "false",
            ["Pages"] = Checkout.Path("artifacts", "pages"),
            // The output of a failed project is read from end to end.
            ["Logging:Console:LogLevel:Default"] = "Critical",
            // A loaded machine takes its time to try an area's code. An area that is not there yet would fail whichever test needs it.
            ["AreaLoading:Limit"] = "00:05:00",
            // All requests of a test come from one address, and faster than people send them.
            ["Protection:PagesPerMinute"] = "1000000",
            ["Protection:FormsPerMinute"] = "1000000",
            ["Protection:FormPagesPerMinute"] = "1000000",
            ["Protection:CallsPerMinute"] = "1000000",
            ["Protection:SentPerAreaPerMinute"] = "1000000",
            ["Dispatch:TextsToOneNumber"] = "0",
            ["Referrals:UnprovenReferrers"] = "accept",
            ["Dispatch:EmailsToOneAddress"] = "0",
        };
        foreach (var (key, value) in overrides ?? new Dictionary<string, string?>()) settings[key] = value;
        return settings;
    }

    /// <summary>Stops the host, as Ctrl-C does, and keeps its database for inspection.</summary>
    /// <returns>A task that completes when the host has stopped.</returns>
    public Task StopAsync() => app.StopAsync();

    /// <summary>Stops the host and drops its database.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        // Disposal alone does not wait for background work, which then meets disposed services.
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownsDatabase) await Database.DisposeAsync();
    }
}
