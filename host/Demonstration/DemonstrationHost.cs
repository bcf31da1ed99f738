using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Demonstration;

/// <summary>The real host, on a temporary database and a simulated clock. What it sends goes into a folder.</summary>
internal sealed class DemonstrationHost : IAsyncDisposable
{
    private readonly DemonstrationConfig config;
    private readonly ThrowAwayDatabase database;
    private readonly WebApplication app;

    private DemonstrationHost(DemonstrationConfig config, ThrowAwayDatabase database, WebApplication app, ManualTimeProvider clock)
    {
        this.config = config;
        this.database = database;
        this.app = app;
        Clock = clock;
        Client = new DemonstrationClient(app.Urls.First());
    }

    /// <summary>How many e-mails were written.</summary>
    public int Emails => Directory.Exists(SentFolder(config)) ? Directory.EnumerateFiles(SentFolder(config), "*.eml").Count() : 0;

    public ManualTimeProvider Clock { get; }

    /// <summary>An outside caller with every permission.</summary>
    public DemonstrationClient Client { get; }

    public static async Task<DemonstrationHost> StartAsync(HostFolders folders, DateTimeOffset startsAt, CancellationToken cancellationToken)
    {
        var config = DemonstrationConfig.CopyOf(folders.Config);
        var database = await ThrowAwayDatabase.CreateAsync(folders, cancellationToken);
        var clock = new ManualTimeProvider(startsAt);
        var app = WorkWellHost.Build(new HostSettings
        {
            ConnectionString = database.ConnectionString,
            ConfigFolder = config.Folder,
            PluginsFolder = folders.Plugins,
            DataFolder = folders.Data,
            Address = "http://127.0.0.1:0",
            Overrides = Settings(config),
            Replace = services => services.AddSingleton<TimeProvider>(clock),
        });
        await app.StartAsync(cancellationToken);
        var host = new DemonstrationHost(config, database, app, clock);
        await host.SignInAsync(cancellationToken);
        return host;
    }

    /// <summary>A service of the host, to inspect the result.</summary>
    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Does all work that is due at the clock's time.</summary>
    public async Task DoWhatIsDueAsync(CancellationToken cancellationToken)
    {
        do
        {
            await Service<RecurringJobs>().RunAsync(IFollowUps.TickJob, cancellationToken);
        }
        while (await Service<IMessageDispatch>().SendDueAsync(cancellationToken) > 0);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        await database.DisposeAsync();
        config.Dispose();
    }

    private static Dictionary<string, string?> Settings(DemonstrationConfig config) => new()
    {
        ["Demonstration"] = "true",
        // Translations are sent without approval, since no real person reads them.
        ["Communications:RequireApproval"] = "false",
        // The command that moves the clock also runs the jobs.
        ["Work:Enabled"] = "false",
        ["Dispatch:Transports:Email"] = "pickup",
        ["Dispatch:Transports:Sms"] = "pickup",
        ["Dispatch:Transports:Letter"] = "pickup",
        ["Pickup:Folder"] = SentFolder(config),
        // Invented people share addresses.
        ["Dispatch:TextsToOneNumber"] = "0",
        ["Dispatch:EmailsToOneAddress"] = "0",
        // Everybody in a demonstration is invented, also the organisations.
        ["Referrals:UnprovenReferrers"] = "accept",
        ["Mail:From"] = "workwell@demonstration.example",
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
    };

    private static string SentFolder(DemonstrationConfig config) => Path.Combine(config.Folder, "sent");

    private async Task SignInAsync(CancellationToken cancellationToken)
    {
        var key = new NewServiceKey { Name = "demonstration", Areas = Actor.AllAreas, Permissions = Permission.All, Lasts = TimeSpan.FromDays(365) };
        var (secret, problem) = await Service<IServiceKeys>().MakeAsync(key, cancellationToken);
        Client.SignIn(secret ?? throw new InvalidOperationException(problem?.Says));
    }
}
