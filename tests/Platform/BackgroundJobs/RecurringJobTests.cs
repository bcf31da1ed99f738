using Microsoft.Extensions.DependencyInjection;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

public sealed class RecurringJobTests : IAsyncLifetime
{
    private static readonly JobSchedule Daily = JobSchedule.DailyAt(new TimeOnly(7, 30));
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_tick_comes_again_and_again_never_overlaps_itself_and_stores_nothing()
    {
        var third = new TaskCompletionSource();
        var runs = 0;
        var tick = new Told(async stop =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(60), stop);
            if (Interlocked.Increment(ref runs) == 3) third.SetResult();
        });
        await using (await SmallHost.StartAsync(database, tick.As("sample.tick", JobSchedule.Every(TimeSpan.FromMilliseconds(20))))) await third.Task.WaitAsync(
            SmallHost.Patience);

        Assert.Equal(1, tick.MaxAtOnce);
        Assert.Equal(0L, await database.ReadAsync<long>("select count(*) from hangfire.job"));
    }

    [Fact]
    public async Task A_tick_that_fails_ticks_on()
    {
        var second = new TaskCompletionSource();
        var runs = 0;
        var tick = new Told(_ => Interlocked.Increment(ref runs) == 1 ? throw new InvalidOperationException("On purpose.")
            : Task.FromResult(second.TrySetResult()));
        await using var host = await SmallHost.StartAsync(database, tick.As("sample.tick", JobSchedule.Every(TimeSpan.FromMilliseconds(20))));
        await second.Task.WaitAsync(SmallHost.Patience);
    }

    [Fact]
    public async Task Three_days_that_nobody_was_awake_are_made_up_for_by_one_run_on_one_host_of_two()
    {
        var job = new Told();
        await ScheduledByAsync(job.As("sample.daily", Daily));
        Assert.Equal(0, job.Runs);
        await MissedForAsync("sample.daily", days: 3);

        await using (var one = await SmallHost.StartAsync(database, job.As("sample.daily", Daily)))
        await using (var other = await SmallHost.StartAsync(database, job.As("sample.daily", Daily))) await job.Ran;

        Assert.Equal(1, job.Runs);
        Assert.Equal(1L, await database.ReadAsync<long>("select count(*) from hangfire.job"));
    }

    [Fact]
    public async Task A_changed_time_replaces_the_stored_one_and_an_unchanged_one_keeps_its_next_run()
    {
        await ScheduledByAsync(new Told().As("sample.daily", Daily));
        await MissedForAsync("sample.daily", days: 1);
        var missed = await StoredAsync("sample.daily", "NextExecution");
        await ScheduledByAsync(new Told().As("sample.daily", Daily), works: false);
        Assert.Equal(missed, await StoredAsync("sample.daily", "NextExecution"));

        await ScheduledByAsync(new Told().As("sample.daily", JobSchedule.DailyAt(new TimeOnly(9, 0))));
        Assert.Equal("0 9 * * *", await StoredAsync("sample.daily", "Cron"));
        Assert.Equal("Europe/London", await StoredAsync("sample.daily", "TimeZoneId"));
    }

    [Theory]
    [InlineData("2027-03-27T12:00:00Z", "2027-03-28T01:00:00Z")]
    [InlineData("2027-03-28T01:00:01Z", "2027-03-29T00:30:00Z")]
    [InlineData("2027-10-30T12:00:00Z", "2027-10-31T00:30:00Z")]
    [InlineData("2027-10-31T00:30:01Z", "2027-11-01T01:30:00Z")]
    public async Task Half_past_one_in_London_comes_once_on_both_days_the_clocks_change(string after, string next)
    {
        var clock = new ManualTimeProvider(DateTimeOffset.Parse(after, null));
        await using var host = await SmallHost.StartAsync(database, _ => { }, works: false);
        var storage = new HangfireStorage(database.ConnectionString, clock);
        var hangfire = ActivatorUtilities.CreateInstance<HangfireClient>(host.Get<IServiceProvider>(), storage, clock);

        hangfire.Schedule([new RecurringJob("sample.night", JobSchedule.DailyAt(new TimeOnly(1, 30)), _ => throw new InvalidOperationException())]);

        var run = Assert.Single(await host.Get<SchedulerStatus>().DailyRunsAsync(default));
        Assert.Equal(("sample.night", DateTimeOffset.Parse(next, null)), (run.Key, run.NextRunAt!.Value));
    }

    [Fact]
    public async Task A_host_whose_machine_is_a_day_ahead_runs_nothing_early()
    {
        var (tomorrow, missed) = (new Told(), new Told());
        Action<IServiceCollection> both = services =>
        {
            tomorrow.As("sample.tomorrow", Daily)(services);
            missed.As("sample.missed", Daily)(services);
        };
        await ScheduledByAsync(both);
        await MissedForAsync("sample.missed", days: 1);

        await using (await SmallHost.StartAsync(database, services =>
        {
            both(services);
            WrongClock.Of(TimeSpan.FromHours(25))(services);
        })) await missed.Ran;

        Assert.Equal((0, 1), (tomorrow.Runs, missed.Runs));
    }

    [Fact]
    public async Task A_host_that_stops_tells_a_daily_job_and_the_next_host_does_it_again()
    {
        var started = new TaskCompletionSource();
        var first = new Told(async stop =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        });
        await using (var host = await SmallHost.StartAsync(database, first.As("sample.daily", Daily)))
        {
            host.Get<HangfireClient>().Enqueue("sample.daily", HangfireClient.DailyQueue);
            await started.Task.WaitAsync(SmallHost.Patience);
        }
        var again = new Told();
        await using var next = await SmallHost.StartAsync(database, again.As("sample.daily", Daily));
        await again.Ran;
    }

    [Fact]
    public async Task A_job_is_run_by_hand_by_its_key()
    {
        var told = new Told();
        await using var host = await SmallHost.StartAsync(database, told.As("sample.note", Daily), works: false);
        var jobs = host.Get<RecurringJobs>();

        await jobs.RunAsync("sample.note", default);

        Assert.Equal(1, told.Runs);
        Assert.Contains("sample.note", (await Assert.ThrowsAsync<ArgumentException>(() => jobs.RunAsync("sample.other", default))).Message,
            StringComparison.Ordinal);
    }

    // A host stores its schedule before its first tick.
    private async Task ScheduledByAsync(Action<IServiceCollection> add, bool works = true)
    {
        var ticked = new Told();
        await using var host = await SmallHost.StartAsync(database, services =>
        {
            add(services);
            ticked.As("sample.ticked", JobSchedule.Every(TimeSpan.FromHours(1)))(services);
        }, works);
        if (works) await ticked.Ran;
        else host.Get<HangfireClient>().Schedule(host.Get<RecurringJobs>().All);
    }

    private Task MissedForAsync(string key, int days) => database.RunAsync($"""
        update hangfire.set set score = score - {days} * 86400.0 where key = 'recurring-jobs' and value = '{key}';
        update hangfire.hash set value = (value::bigint - {days} * 86400000::bigint)::text 
        where key = 'recurring-job:{key}' and field in ('CreatedAt', 'NextExecution', 'LastExecution');
        """);

    private Task<string?> StoredAsync(string key, string field) =>
        database.ReadAsync<string>("select value from hangfire.hash where key = 'recurring-job:' || $1 and field = $2", key, field);
}
