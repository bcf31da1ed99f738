using System.Globalization;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Host.Commands;
using WorkWell.Platform;

namespace WorkWell.Host.Demonstration;

/// <summary>The real host, on a throw-away database and a clock that the demonstration moves, with a mail server of its own on this machine.</summary>
internal sealed class DemonstrationHost : IAsyncDisposable
{
    private readonly DemonstrationConfig config;
    private readonly ThrowAwayDatabase database;
    private readonly WebApplication app;

    private DemonstrationHost(DemonstrationConfig config, ThrowAwayDatabase database, LocalMailServer mail, WebApplication app, SettableClock clock)
    {
        this.config = config;
        this.database = database;
        this.app = app;
        Mail = mail;
        Clock = clock;
        Client = new DemonstrationClient(app.Urls.First());
    }

    /// <summary>What has arrived by e-mail.</summary>
    public LocalMailServer Mail { get; }

    public SettableClock Clock { get; }

    /// <summary>Somebody outside who may do everything.</summary>
    public DemonstrationClient Client { get; }

    public static async Task<DemonstrationHost> StartAsync(HostFolders folders, DateTimeOffset startsAt, CancellationToken stop)
    {
        var config = DemonstrationConfig.CopyOf(folders.Config);
        var database = await ThrowAwayDatabase.CreateAsync(folders, stop);
        var mail = LocalMailServer.Start();
        var clock = new SettableClock(startsAt);
        var app = WorkWellHost.Build(new HostSettings
        {
            ConnectionString = database.ConnectionString,
            ConfigFolder = config.Folder,
            PluginsFolder = folders.Plugins,
            DataFolder = folders.Data,
            Address = "http://127.0.0.1:0",
            Overrides = Settings(mail, config),
            Replace = services => services.AddSingleton<TimeProvider>(clock),
        });
        await app.StartAsync(stop);
        var host = new DemonstrationHost(config, database, mail, app, clock);
        await host.SignInAsync(stop);
        return host;
    }

    /// <summary>A service of the host, to look at what it did.</summary>
    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Does everything that is due at the clock's time, until nothing is.</summary>
    public async Task DoWhatIsDueAsync(CancellationToken stop)
    {
        do
        {
            await Service<RecurringJobs>().RunAsync(IFollowUps.TickJob, stop);
        }
        while (await Service<IMessageDispatch>().SendDueAsync(stop) > 0);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        await Mail.DisposeAsync();
        await database.DisposeAsync();
        config.Dispose();
    }

    private static Dictionary<string, string?> Settings(LocalMailServer mail, DemonstrationConfig config) => new()
    {
        ["Demonstration"] = "true",
        // Translations are sent as they are, drafted or approved: nobody real reads them.
        ["Communications:RequireApproval"] = "false",
        // Whoever moves the clock also says when work is done.
        ["Work:Enabled"] = "false",
        ["Dispatch:Transports:Email"] = "smtp",
        ["Dispatch:Transports:Sms"] = "pickup",
        ["Dispatch:Transports:Letter"] = "pickup",
        ["Pickup:Folder"] = Path.Combine(config.Folder, "sent"),
        ["Mail:From"] = "workwell@demonstration.example",
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
        ["Mail:Encrypted"] = "false",
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
    };

    private async Task SignInAsync(CancellationToken stop)
    {
        var key = new NewServiceKey { Name = "demonstration", Areas = Actor.AllAreas, Permissions = Permission.All, Lasts = TimeSpan.FromDays(365) };
        var (secret, problem) = await Service<IServiceKeys>().MakeAsync(key, stop);
        Client.SignIn(secret ?? throw new InvalidOperationException(problem?.Says));
    }
}
