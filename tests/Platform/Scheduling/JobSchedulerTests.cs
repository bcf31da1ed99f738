using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

public sealed class JobSchedulerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentBag<string> ran = [];
    private TestDatabase database = null!;
    private NpgsqlDataSource source = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        source = database.RuntimeSource();
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_tick_comes_again_and_again_and_never_overlaps_itself()
    {
        var third = new TaskCompletionSource();
        var (runs, atOnce, most) = (0, 0, 0);
        var scheduler = new QuartzJobScheduler(source, TimeProvider.System);

        await scheduler.StartAsync([Job("sample.tick", JobSchedule.Every(TimeSpan.FromMilliseconds(20)))], async (_, stop) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            await Task.Delay(TimeSpan.FromMilliseconds(60), stop);
            Interlocked.Decrement(ref atOnce);
            if (++runs == 3) third.SetResult();
        }, default);
        await third.Task.WaitAsync(Patience);
        await scheduler.StopAsync(default);

        Assert.Equal(1, most);
        Assert.Equal(0L, await database.ReadAsync<long>("select count(*) from platform.qrtz_job_details"));
    }

    [Fact]
    public async Task A_day_that_nobody_was_awake_is_made_up_for_once_by_one_host_of_two()
    {
        var job = Job("sample.daily", JobSchedule.DailyAt(new TimeOnly(7, 30)));
        var asleep = new QuartzJobScheduler(source, TimeProvider.System);
        await asleep.StartAsync([job], Note(), default);
        await asleep.StopAsync(default);
        Assert.Empty(ran);
        await MissARunAsync();

        var happened = new TaskCompletionSource();
        var (one, other) = (new QuartzJobScheduler(source, TimeProvider.System), new QuartzJobScheduler(source, TimeProvider.System));
        await one.StartAsync([job], Note(happened), default);
        await other.StartAsync([job], Note(happened), default);
        await happened.Task.WaitAsync(Patience);
        await one.StopAsync(default);
        await other.StopAsync(default);

        Assert.Equal(["sample.daily"], ran);
        Assert.Equal(1L, await database.ReadAsync<long>("select count(*) from platform.qrtz_cron_triggers where cron_expression = '0 30 7 * * ?' and time_zone_id = 'Europe/London'"));
    }

    [Fact]
    public async Task A_changed_time_replaces_the_stored_one()
    {
        foreach (var hour in new[] { 7, 9 })
        {
            var scheduler = new QuartzJobScheduler(source, TimeProvider.System);
            await scheduler.StartAsync([Job("sample.daily", JobSchedule.DailyAt(new TimeOnly(hour, 0)))], Note(), default);
            await scheduler.StopAsync(default);
        }
        Assert.Equal("0 0 9 * * ?", await database.ReadAsync<string>("select string_agg(cron_expression, ',') from platform.qrtz_cron_triggers"));
    }

    [Fact]
    public async Task A_job_is_run_by_hand_by_its_key()
    {
        var services = new ServiceCollection().AddSingleton(ran).AddRecurringJob<NoteJob>("sample.note", JobSchedule.DailyAt(new TimeOnly(3, 0))).AddSingleton<RecurringJobs>().BuildServiceProvider();
        var jobs = services.GetRequiredService<RecurringJobs>();

        await jobs.RunAsync("sample.note", default);

        Assert.Equal(["noted"], ran);
        Assert.Contains("sample.note", (await Assert.ThrowsAsync<ArgumentException>(() => jobs.RunAsync("sample.other", default))).Message, StringComparison.Ordinal);
    }

    private async Task MissARunAsync()
    {
        await using var command = source.CreateCommand("update platform.qrtz_triggers set next_fire_time = next_fire_time - 864000000000");
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private Func<string, CancellationToken, Task> Note(TaskCompletionSource? happened = null) => (key, _) =>
    {
        ran.Add(key);
        happened?.TrySetResult();
        return Task.CompletedTask;
    };

    private static RecurringJob Job(string key, JobSchedule schedule) => new(key, schedule, _ => throw new InvalidOperationException("Found by its key alone."));

    internal sealed class NoteJob(ConcurrentBag<string> notes) : IRecurringJob
    {
        public Task RunAsync(CancellationToken stop)
        {
            notes.Add("noted");
            return Task.CompletedTask;
        }
    }
}
