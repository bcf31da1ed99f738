using Microsoft.Extensions.DependencyInjection;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

public sealed class WakeUpTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_host_that_works_is_woken_in_memory_and_nothing_is_stored()
    {
        var (tick, second) = Seldom();
        await using var host = await SmallHost.StartAsync(database, tick.As("sample.tick", JobSchedule.Every(TimeSpan.FromHours(1))));
        await tick.Ran;
        host.Get<WakeUp>().Wake("sample.tick");
        await second.WaitAsync(SmallHost.Patience);
        Assert.Equal(0L, await database.ReadAsync<long>("select count(*) from hangfire.job"));
    }

    [Fact]
    public async Task A_host_that_only_serves_pages_wakes_one_that_works_with_one_wake_up_for_a_thousand_rows()
    {
        var (tick, second) = Seldom();
        Action<IServiceCollection> add = tick.As("sample.tick", JobSchedule.Every(TimeSpan.FromHours(1)));
        await using var pages = await SmallHost.StartAsync(database, add, works: false);
        await using var host = await SmallHost.StartAsync(database, add);
        await tick.Ran;
        for (var row = 0; row < 1000; row++) pages.Get<WakeUp>().Wake("sample.tick");
        await second.WaitAsync(SmallHost.Patience);
        Assert.InRange(await database.ReadAsync<long>("select count(*) from hangfire.job"), 1, 3);
    }

    [Fact]
    public async Task While_nobody_works_wake_ups_do_not_pile_up()
    {
        await using var pages = await SmallHost.StartAsync(database, _ => { }, works: false);
        var hangfire = pages.Get<HangfireClient>();
        for (var commit = 0; commit < 20; commit++) hangfire.TellOthers("sample.tick");
        Assert.Equal(1L, await database.ReadAsync<long>("select count(*) from hangfire.jobqueue"));
    }

    [Fact]
    public async Task A_wake_up_while_the_others_are_being_told_tells_them_again()
    {
        using var telling = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var wakeUp = new WakeUp(new HashSet<string>(), _ =>
        {
            telling.Release();
            Assert.True(go.Wait(SmallHost.Patience));
        }, TimeProvider.System);
        wakeUp.Wake("sample.tick");
        Assert.True(await telling.WaitAsync(SmallHost.Patience));
        wakeUp.Wake("sample.tick");
        go.Release();
        Assert.True(await telling.WaitAsync(SmallHost.Patience));
        go.Release();
    }

    private static (Told Tick, Task Second) Seldom()
    {
        var (runs, second) = (0, new TaskCompletionSource());
        return (new Told(_ =>
        {
            if (Interlocked.Increment(ref runs) == 2) second.SetResult();
            return Task.CompletedTask;
        }), second.Task);
    }
}
