using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Host;
using WorkWell.Platform;

namespace WorkWell.TestKit;

/// <summary>The real host on a free port of the loopback address, with a database of its own and a clock that the test moves.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly bool ownsDatabase;

    private RunningHost(WebApplication app, TestDatabase database, bool ownsDatabase, SettableClock clock)
    {
        this.app = app;
        this.ownsDatabase = ownsDatabase;
        Database = database;
        Clock = clock;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    /// <summary>A Monday morning in summer time on which most tests begin: 7 September 2026, 10:00 in London.</summary>
    public static DateTimeOffset UsualStart { get; } = new(2026, 9, 7, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The database.</summary>
    public TestDatabase Database { get; }

    /// <summary>The clock.</summary>
    public SettableClock Clock { get; }

    /// <summary>A client of the host.</summary>
    public HttpClient Client { get; }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts a host.</summary>
    /// <param name="overrides">Settings that win over workwell.json.</param>
    /// <param name="configFolder">Another config folder; null: the checkout's.</param>
    /// <param name="replace">Replaces services besides the clock, such as where logs go.</param>
    /// <param name="database">A database to share with another host, which whoever made it disposes of; null: one of its own.</param>
    /// <returns>The host; dispose of it.</returns>
    public static async Task<RunningHost> StartAsync(
        IReadOnlyDictionary<string, string?>? overrides = null, string? configFolder = null, Action<IServiceCollection>? replace = null, TestDatabase? database = null)
    {
        var ownsDatabase = database is null;
        database ??= await TestDatabase.CreateAsync();
        var clock = new SettableClock(UsualStart);
        var app = WorkWellHost.Build(new HostSettings
        {
            ConnectionString = database.ConnectionString,
            ConfigFolder = configFolder ?? Checkout.Path("config"),
            PluginsFolder = Checkout.Path("artifacts", "areas"),
            Address = "http://127.0.0.1:0",
            Overrides = Settings(overrides),
            Replace = services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                replace?.Invoke(services);
            },
        });
        await app.StartAsync();
        return new RunningHost(app, database, ownsDatabase, clock);
    }

    // What this checkout has loaded for itself, such as the real postcodes, must not change what tests see.
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
            // All tests of a host come from one address, and faster than people do.
            ["Protection:PagesPerMinute"] = "1000000",
            ["Protection:FormsPerMinute"] = "1000000",
            ["Protection:CallsPerMinute"] = "1000000",
            ["Protection:SentPerAreaPerMinute"] = "1000000",
        };
        foreach (var (key, value) in overrides ?? new Dictionary<string, string?>()) settings[key] = value;
        return settings;
    }

    /// <summary>Stops the host, as Ctrl-C does, and leaves its database to look at.</summary>
    /// <returns>When it has stopped.</returns>
    public Task StopAsync() => app.StopAsync();

    /// <summary>Stops the host and drops its database.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        if (ownsDatabase) await Database.DisposeAsync();
    }
}
