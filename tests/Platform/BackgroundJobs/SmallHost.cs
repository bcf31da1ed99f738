using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

/// <summary>A host with only the platform and a few jobs, in real time.</summary>
internal sealed class SmallHost : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly IHost host;

    private SmallHost(IHost host) => this.host = host;

    public static async Task<SmallHost> StartAsync(TestDatabase database, Action<IServiceCollection> add, bool works = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["ConfigFolder"] = Checkout.Path("config"), ["Work:Enabled"] = works ? "true" : "false" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddPlatform(database.HostConnectionString);
        add(builder.Services);
        var host = builder.Build();
        if (host.Services.GetRequiredService<TimeProvider>() is DatabaseClock clock) await clock.MeasureAsync(default);
        await host.StartAsync();
        return new SmallHost(host);
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public Task StopAsync() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}

/// <summary>A recurring job controlled by a test.</summary>
internal sealed class Told(Func<CancellationToken, Task> run)
{
    private int runs;
    private int atOnce;
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Told()
        : this(_ => Task.CompletedTask)
    {
    }

    public int Runs => Volatile.Read(ref runs);

    public int MaxAtOnce { get; private set; }

    public Task Ran => first.Task.WaitAsync(SmallHost.Patience);

    /// <summary>Registers it in a host.</summary>
    public Action<IServiceCollection> As(string key, JobSchedule schedule) => services =>
        services.AddSingleton(new RecurringJob(key, schedule, _ => new Job(this)));

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        MaxAtOnce = Math.Max(MaxAtOnce, Interlocked.Increment(ref atOnce));
        Interlocked.Increment(ref runs);
        first.TrySetResult();
        try
        {
            await run(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref atOnce);
        }
    }

    private sealed class Job(Told told) : IRecurringJob
    {
        public Task RunAsync(CancellationToken cancellationToken) => told.RunAsync(cancellationToken);
    }
}
